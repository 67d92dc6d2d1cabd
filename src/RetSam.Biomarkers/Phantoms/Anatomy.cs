namespace RetSam.Biomarkers.Phantoms;

/// <summary>
/// Where disc, cup, fovea and field of view of a right eye lie in a frame of side 1 with its origin in the middle. Zone C, five disc
/// radii, lies inside the field of view.
/// </summary>
internal sealed class Anatomy
{
    public const double FieldOfViewRadius = 0.485;

    /// <summary>Vessels and lesions keep inside this circle, so that nothing touches the border of the field of view.</summary>
    public const double DrawnRadius = 0.465;

    /// <summary>The foveal avascular zone: no vessel comes nearer.</summary>
    public const double AvascularRadius = 0.05;

    public Anatomy(SmallRandom random, double? cupToDiscRatio)
    {
        DiscRadius = random.Between(0.053, 0.057);
        DiscCentre = new PointD(random.Between(0.165, 0.175), random.Between(-0.01, 0.01));
        double drawn = random.Between(0.3, 0.6);
        CupRadius = DiscRadius * (cupToDiscRatio ?? drawn);
        FoveaHeading = Math.PI - random.Between(4, 8) * (Math.PI / 180);
        double distance = random.Between(0.245, 0.265);
        Fovea = DiscCentre + new PointD(Math.Cos(FoveaHeading), Math.Sin(FoveaHeading)) * distance;
    }

    public PointD DiscCentre { get; }

    public double DiscRadius { get; }

    public double CupRadius { get; }

    public PointD Fovea { get; }

    /// <summary>The direction from the disc to the fovea: temporal, and a little down.</summary>
    public double FoveaHeading { get; }
}
