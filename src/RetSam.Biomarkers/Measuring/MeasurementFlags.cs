namespace RetSam.Biomarkers;

/// <summary>What to know before trusting a value.</summary>
[Flags]
public enum MeasurementFlags
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>Fewer than six vessels could be measured in the zone (but at least three).</summary>
    FewerThanSixVessels = 1,

    /// <summary>Less than nine tenths of the zone lie inside the field of view; the detail <c>zone coverage</c> says how much.</summary>
    ZoneCutByFieldOfView = 1 << 1,

    /// <summary>The fovea is not known, so that horizontal and vertical mean the image's axes.</summary>
    ImageAxes = 1 << 2,

    /// <summary>The scale is not known, so that an average disc size was assumed.</summary>
    AverageDiscAssumed = 1 << 3,

    /// <summary>Part of the cup lay outside the disc and was left out.</summary>
    CupReachedOutsideDisc = 1 << 4,

    /// <summary>The mask held more than one object where an eye has one; the largest was measured.</summary>
    SeveralObjects = 1 << 5,

    /// <summary>The object touches the border of the field of view and may continue beyond it.</summary>
    TouchesFieldOfViewBorder = 1 << 6,

    /// <summary>The field of view is not known; the whole frame was taken.</summary>
    WholeFrameAsFieldOfView = 1 << 7,

    /// <summary>
    /// The eye that was given would put the superior side within 45 degrees of straight down in the picture: either the eye is wrong or
    /// the picture is upside down. What is up in the picture was taken as superior.
    /// </summary>
    LateralityDisagreesWithPicture = 1 << 8,

    /// <summary>
    /// Vessels' walls were read from the probabilities that their mask was cut from, and from the mask's edge only where those have none
    /// near it; without the flag, calibres are those of the mask alone.
    /// </summary>
    CalibreFromProbability = 1 << 9,
}
