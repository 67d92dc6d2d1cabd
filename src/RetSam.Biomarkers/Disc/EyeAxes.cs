namespace RetSam.Biomarkers;

/// <summary>Which way is horizontal, up and temporal at the disc, as unit vectors on the picture.</summary>
/// <param name="Horizontal">Along the disc-fovea axis, towards the fovea; along the image's x axis when the fovea is not known.</param>
/// <param name="Superior">Across it: where the eye has its upper side, or upwards as seen when the eye is not known.</param>
/// <param name="Temporal">Towards the temple; <see langword="null"/> when neither the fovea nor the laterality is known.</param>
/// <param name="FromFovea">Whether the fovea gave the axes.</param>
/// <param name="LateralityDisagrees">Whether the laterality was set aside, because it would have turned the picture upside down.</param>
internal sealed record EyeAxes(PointD Horizontal, PointD Superior, PointD? Temporal, bool FromFovea, bool LateralityDisagrees)
{
    /// <summary>The flag that measures along and across these axes carry.</summary>
    public MeasurementFlags Flags => FromFovea ? MeasurementFlags.None : MeasurementFlags.ImageAxes;

    /// <summary>The flags of measures that tell one side of the eye from another.</summary>
    public MeasurementFlags FlagsOfSides => Flags | (LateralityDisagrees ? MeasurementFlags.LateralityDisagreesWithPicture : MeasurementFlags.None);

    /// <summary>Axes from the fovea where it is known, else from the image's axes with the side from the laterality.</summary>
    public static EyeAxes Find(PointD discCentre, PointD? fovea, Laterality laterality)
    {
        if (fovea is { } point && point.DistanceTo(discCentre) is var distance && distance >= 1)
        {
            return FromTemporal((point - discCentre) * (1 / distance), laterality);
        }

        // In a right eye's photograph the fovea, and with it the temple, lies to the left of the disc.
        var right = new PointD(1, 0);
        PointD? side = laterality switch
        {
            Laterality.Right => right * -1,
            Laterality.Left => right,
            _ => null,
        };
        return new EyeAxes(side ?? right, new PointD(0, -1), side, FromFovea: false, LateralityDisagrees: false);
    }

    /// <summary>
    /// The way to the temple leaves two directions across it. In a right eye superior lies a quarter turn clockwise from temporal, in a
    /// left eye the other way, however the picture is turned. But a wrong eye in the metadata is commoner than a photograph upside down:
    /// an eye that would have superior within 45 degrees of straight down is set aside, and what is up in the picture stays superior.
    /// </summary>
    private static EyeAxes FromTemporal(PointD temporal, Laterality laterality)
    {
        var clockwise = new PointD(-temporal.Y, temporal.X);
        PointD upwards = clockwise.Y < 0 ? clockwise : clockwise * -1;
        PointD superior = laterality switch
        {
            Laterality.Right => clockwise,
            Laterality.Left => clockwise * -1,
            _ => upwards,
        };
        bool disagrees = superior.Y >= Math.Sqrt(0.5);
        return new EyeAxes(temporal, disagrees ? upwards : superior, temporal, FromFovea: true, disagrees);
    }
}
