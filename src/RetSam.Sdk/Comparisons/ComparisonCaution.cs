namespace RetSam;

/// <summary>What to know before reading a comparison.</summary>
public enum ComparisonCaution
{
    /// <summary>The masks come from different models, segmenters or stages: a change may be theirs, and no verdict is given.</summary>
    DifferentSegmenters = 0,

    /// <summary>Which eye one of the photographs shows is not known.</summary>
    EyeUnknown = 1,

    /// <summary>No scale is known; pixels were compared as they are, since size and field of view of both photographs are the same.</summary>
    SameScaleAssumed = 2,

    /// <summary>No length or area is compared, since nothing says how the scales of the photographs relate.</summary>
    ScalesNotComparable = 3,

    /// <summary>A scale was estimated from the photograph itself (disc or field-of-view angle): its error, some ten percent, is part of each change of a length. That a length exceeds its repeatability is said only by a table of photographs.</summary>
    ScaleEstimated = 4,

    /// <summary>The reports were made by different versions of the SDK, whose measures may differ.</summary>
    DifferentVersions = 5,

    /// <summary>The second photograph was taken before the first.</summary>
    SecondIsEarlier = 6,
}
