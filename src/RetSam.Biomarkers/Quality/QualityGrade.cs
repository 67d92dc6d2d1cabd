namespace RetSam.Biomarkers;

/// <summary>The grades of image quality, as the measure <c>quality.grade</c> gives them, worst first.</summary>
public enum QualityGrade
{
    /// <summary>Not to be measured: blurred, badly exposed, or no retina.</summary>
    Reject = 0,

    /// <summary>Measurable with care.</summary>
    Usable = 1,

    /// <summary>Sharp, evenly lit and rich in contrast.</summary>
    Good = 2,
}
