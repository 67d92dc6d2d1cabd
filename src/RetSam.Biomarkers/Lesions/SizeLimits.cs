namespace RetSam.Biomarkers;

/// <summary>
/// Where small objects end and large ones begin: the areas of the circles of 63 and 125 um diameter by which AREDS grades drusen (1/24
/// and 1/12 of a disc diameter); 125 um is also where ETDRS lets microaneurysms end.
/// </summary>
internal sealed class SizeLimits
{
    /// <summary>The diameter of the circle below whose area an object is small, in um.</summary>
    public const double SmallBelow = 63;

    /// <summary>The diameter of the circle from whose area on an object is large, in um.</summary>
    public const double LargeFrom = 125;

    public SizeLimits(RetinalRuler ruler)
    {
        Flags = ruler.Flags;
        double small = AreaOf(ruler.ToPixels(SmallBelow));
        double large = AreaOf(ruler.ToPixels(LargeFrom));
        (Small, Large) = (small, large);

        // In the words of the definition: square micrometres under a scale, fractions of the disc without one.
        (double unit, string ucum, string what) = ruler.FromDisc
            ? (AreaOf(ruler.ToPixels(RetinalRuler.StandardDiscDiameter)), "1", " (of the disc area)")
            : (AreaOf(ruler.ToPixels(1)) / AreaOf(1), "um2", string.Empty);
        Details =
        [
            new("small below", small, "px2"),
            new("large from", large, "px2"),
            new("small below" + what, small / unit, ucum),
            new("large from" + what, large / unit, ucum),
        ];
    }

    /// <summary>Objects of a smaller area are small, in px2.</summary>
    public double Small { get; }

    /// <summary>Objects of this area or more are large, in px2.</summary>
    public double Large { get; }

    /// <summary>What to know of the limits.</summary>
    public MeasurementFlags Flags { get; }

    /// <summary>The limits themselves.</summary>
    public IReadOnlyList<MeasurementDetail> Details { get; }

    private static double AreaOf(double diameter) => Math.PI / 4 * diameter * diameter;
}
