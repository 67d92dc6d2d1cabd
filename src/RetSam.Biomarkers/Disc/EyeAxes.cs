namespace RetSam.Biomarkers;

/// <summary>Which way is horizontal, up and temporal at the disc, as unit vectors on the picture.</summary>
/// <param name="Horizontal">Along the disc-fovea axis, towards the fovea; along the image's x axis when the fovea is not known.</param>
/// <param name="Superior">Across it, upwards as seen.</param>
/// <param name="Temporal">Towards the temple; <see langword="null"/> when neither the fovea nor the laterality is known.</param>
/// <param name="FromFovea">Whether the fovea gave the axes.</param>
internal sealed record EyeAxes(PointD Horizontal, PointD Superior, PointD? Temporal, bool FromFovea)
{
    /// <summary>The flag that measures along these axes carry.</summary>
    public MeasurementFlags Flags => FromFovea ? MeasurementFlags.None : MeasurementFlags.ImageAxes;

    /// <summary>Axes from the fovea where it is known, else from the image's axes with the side from the laterality.</summary>
    public static EyeAxes Find(PointD discCentre, PointD? fovea, Laterality laterality)
    {
        if (fovea is { } point && point.DistanceTo(discCentre) is var distance && distance >= 1)
        {
            PointD temporal = (point - discCentre) * (1 / distance);
            var across = new PointD(temporal.Y, -temporal.X);
            return new EyeAxes(temporal, across.Y <= 0 ? across : across * -1, temporal, FromFovea: true);
        }

        // In a right eye's photograph the fovea, and with it the temple, lies to the left of the disc.
        var right = new PointD(1, 0);
        PointD? side = laterality switch
        {
            Laterality.Right => right * -1,
            Laterality.Left => right,
            _ => null,
        };
        return new EyeAxes(side ?? right, new PointD(0, -1), side, FromFovea: false);
    }
}
