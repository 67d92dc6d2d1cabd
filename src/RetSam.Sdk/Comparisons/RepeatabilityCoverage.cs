namespace RetSam;

/// <summary>Which sources of difference between repetitions a repeatability holds.</summary>
public enum RepeatabilityCoverage
{
    /// <summary>Measuring alone, on perfect masks drawn again turned and at other sizes. What a model, a camera and the eye add is not in it: it is a lower bound.</summary>
    Measuring = 0,

    /// <summary>Measuring, and how soft a model's edges are: the reach of the thresholds' intervals of both reports. What a camera and the eye add is not in it.</summary>
    Edges = 1,

    /// <summary>All of it: photographs of the same eyes taken again and analysed with the same model.</summary>
    Photographs = 2,
}
