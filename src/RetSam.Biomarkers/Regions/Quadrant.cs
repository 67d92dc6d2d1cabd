namespace RetSam.Biomarkers;

/// <summary>A quarter of the retina as seen from a point on it, by the eye's own directions and not by the picture's.</summary>
internal enum Quadrant
{
    /// <summary>Above, towards the temple.</summary>
    SuperiorTemporal = 0,

    /// <summary>Above, towards the nose.</summary>
    SuperiorNasal = 1,

    /// <summary>Below, towards the temple.</summary>
    InferiorTemporal = 2,

    /// <summary>Below, towards the nose.</summary>
    InferiorNasal = 3,
}
