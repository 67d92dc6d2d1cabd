namespace RetSam;

/// <summary>Whether a measure could be compared, and if not, why.</summary>
public enum ChangeStatus
{
    /// <summary>There is a change.</summary>
    Compared = 0,

    /// <summary>The first report has no value.</summary>
    MissingInFirst = 1,

    /// <summary>The second report has no value.</summary>
    MissingInSecond = 2,

    /// <summary>Neither report has a value.</summary>
    MissingInBoth = 3,

    /// <summary>It is in pixels, and nothing says how the scales of the photographs relate.</summary>
    ScaleUnknown = 4,

    /// <summary>The reports give it in different units.</summary>
    UnitsDiffer = 5,

    /// <summary>It is seen from the picture's side and the eyes are not known to be the same or a pair.</summary>
    EyeUnknown = 6,

    /// <summary>It is a place in the frame, which moves with the camera.</summary>
    PlaceInFrame = 7,
}
