namespace RetSam.Biomarkers;

/// <summary>Whether a measure could be taken, and if not, why. <see cref="Measurement.Reason"/> says more.</summary>
public enum MeasurementStatus
{
    /// <summary>Measured.</summary>
    Ok = 0,

    /// <summary>No vessel mask of the asked kind, or an empty one.</summary>
    NoVessels = 1,

    /// <summary>Vessels are there, but too few or too short for this measure.</summary>
    TooFewVessels = 2,

    /// <summary>No optic disc mask, or an empty one.</summary>
    NoDisc = 3,

    /// <summary>No optic cup mask, or an empty one.</summary>
    NoCup = 4,

    /// <summary>The fovea is not known.</summary>
    NoFovea = 5,

    /// <summary>Micrometres per pixel are needed and not known.</summary>
    NoScale = 6,

    /// <summary>Which eye it is is needed and not known.</summary>
    NoLaterality = 7,

    /// <summary>The place to be measured lies outside the field of view.</summary>
    OutsideFieldOfView = 8,

    /// <summary>The structure is too small to measure.</summary>
    TooSmall = 9,

    /// <summary>The class was not looked for: no mask was given and no model predicts it.</summary>
    NotPredicted = 10,

    /// <summary>The class was looked for and none was found, so that it has no size or shape.</summary>
    NoneFound = 11,

    /// <summary>A measure that this one is made of could not be taken.</summary>
    MissingInput = 12,

    /// <summary>The photograph is needed, and only masks were given.</summary>
    NoImage = 13,
}
