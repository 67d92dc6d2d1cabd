namespace RetSam.Biomarkers;

/// <summary>Widths of the neuroretinal rim around the disc, and what is judged from them.</summary>
internal static class RimMeasures
{
    private const double QuadrantDegrees = 90;
    private const double HourDegrees = 30;

    private static readonly string[] Sides = ["inferior", "superior", "nasal", "temporal"];

    public static IReadOnlyList<Measure> All { get; } =
    [
        .. Sides.Select(Width),
        .. Sides.Select(RadiusRatio),
        Isnt(),
        .. Enumerable.Range(1, 12).Select(ClockHour),
        DamageLikelihood(),
    ];

    private static Measure Width(string side) => DiscMeasure.OfCup(
        $"rim.{side}",
        $"Rim width, {side}",
        $"Mean over the {side} 90 degrees, seen from the disc's centroid, of the distance of the disc's outline less that of the cup's. {Directions}",
        "px",
        MeasureDefinition.OwnSource,
        (head, cup, _) => Sector(head, cup, side, 1));

    private static Measure RadiusRatio(string side) => DiscMeasure.OfCup(
        $"rim.{side}.disc_radius_ratio",
        $"Rim width over disc radius, {side}",
        $"rim.{side} / the disc's equal-area radius.",
        "1",
        MeasureDefinition.OwnSource,
        (head, cup, _) => Sector(head, cup, side, 1 / head.Disc.Radius));

    private const string Directions =
        "Temporal is towards the fovea, superior across the disc-fovea axis, on the side where the given eye has it (without one, up in the picture); without a fovea the laterality gives the side and the image its axes, flagged.";

    private static MeasureOutcome Sector(OpticNerveHead head, NerveHeadPart cup, string side, double factor)
    {
        if (DiscMeasure.FindTooSmall(head) is { } tooSmall)
        {
            return tooSmall;
        }

        return FindDirection(head.Axes, side) is { } towards
            ? MeasureOutcome.Of(Rim(head, cup).MeanWidth(towards, QuadrantDegrees) * factor, head.CupFlags | head.Axes.FlagsOfSides)
            : NoSide(head);
    }

    /// <summary>Widths that differ by less, in disc radii, are equal: where the picture lies must not decide between them.</summary>
    private const double Rounding = 1e-9;

    private static Measure Isnt() => DiscMeasure.OfCup(
        "rim.isnt_rule",
        "ISNT rule",
        "1 when the mean rim widths obey inferior >= superior >= nasal >= temporal, else 0; the four widths are listed.",
        "1",
        "Jonas, Gusek and Naumann, Invest Ophthalmol Vis Sci 1988;29:1151",
        (head, cup, _) =>
        {
            if (DiscMeasure.FindTooSmall(head) is { } tooSmall)
            {
                return tooSmall;
            }

            if (head.Axes.Temporal is null)
            {
                return NoSide(head);
            }

            NeuroretinalRim rim = Rim(head, cup);
            var details = new MeasurementDetail[Sides.Length];
            bool holds = true;
            for (int i = 0; i < Sides.Length; i++)
            {
                details[i] = new MeasurementDetail(Sides[i], rim.MeanWidth(FindDirection(head.Axes, Sides[i])!.Value, QuadrantDegrees), "px");
                holds &= i == 0 || details[i - 1].Value >= details[i].Value - head.Disc.Radius * Rounding;
            }

            return MeasureOutcome.Of(holds ? 1 : 0, head.CupFlags | head.Axes.FlagsOfSides, details);
        });

    private static Measure ClockHour(int hour) => DiscMeasure.OfCup(
        $"rim.clock_hours.{hour}",
        $"Rim-to-disc ratio at {hour} o'clock",
        $"Mean over the 30 degrees around {hour} o'clock of rim width / disc diameter in the same direction; 12 is superior (across the disc-fovea axis when the fovea is known), and hours run clockwise as seen on the photograph, in either eye.",
        "1",
        "Spaeth, Henderer, Liu et al., Trans Am Ophthalmol Soc 2002;100:181 (rim-to-disc ratio)",
        (head, cup, _) =>
        {
            if (DiscMeasure.FindTooSmall(head) is { } tooSmall)
            {
                return tooSmall;
            }

            // Turning clockwise as seen is turning from x to y, as y grows downwards.
            PointD up = head.Axes.Superior;
            (double sin, double cos) = Math.SinCos(hour * (Math.PI / 6));
            var towards = new PointD(up.X * cos - up.Y * sin, up.X * sin + up.Y * cos);
            return MeasureOutcome.Of(Rim(head, cup).MeanRatio(towards, HourDegrees), head.CupFlags | head.Axes.FlagsOfSides);
        });

    private static Measure DamageLikelihood() => DiscMeasure.OfCup(
        "ddls",
        "Disc damage likelihood scale",
        "1 (least) to 10 from the smallest rim width / disc diameter, averaged over 5 degrees, or from the angle without rim (narrower than 0.5 px and than 1 % of the diameter), and the disc's height: small below 1.50 mm, large above 2.00 mm; average, flagged, without a scale of its own.",
        "1",
        "Henderer, Br J Ophthalmol 2006;90:395 (ten stages by disc size); Spaeth, Henderer, Liu et al., Trans Am Ophthalmol Soc 2002;100:181",
        (head, cup, context) =>
        {
            if (DiscMeasure.FindTooSmall(head) is { } tooSmall)
            {
                return tooSmall;
            }

            // A scale taken from an assumed disc size cannot tell the size of this disc.
            PixelScale scale = context.Scale;
            bool known = scale.IsKnown && scale.Provenance != PixelScaleProvenance.FromDiscDiameter;
            int size = known ? DiscDamageLikelihood.ClassifySize(head.DiscPart.Height * scale.MicrometresPerPixel!.Value) : 0;
            NeuroretinalRim rim = Rim(head, cup);
            double ratio = rim.SmallestRatio();
            double absent = rim.AbsentDegrees();
            return MeasureOutcome.Of(
                DiscDamageLikelihood.Grade(ratio, absent, size),
                head.CupFlags | (known ? MeasurementFlags.None : MeasurementFlags.AverageDiscAssumed),
                [new MeasurementDetail("smallest rim-to-disc ratio", ratio, "1"), new MeasurementDetail("rim absent over", absent, "deg")]);
        });

    private static NeuroretinalRim Rim(OpticNerveHead head, NerveHeadPart cup) => new(head.DiscPart.Profile, cup.Profile);

    private static PointD? FindDirection(EyeAxes axes, string side) => side switch
    {
        "inferior" => axes.Superior * -1,
        "superior" => axes.Superior,
        "nasal" => axes.Temporal is { } temporal ? temporal * -1 : null,
        _ => axes.Temporal,
    };

    private static MeasureOutcome NoSide(OpticNerveHead head) => MeasureOutcome.Missing(
        MeasurementStatus.NoLaterality,
        "Neither the fovea nor the laterality is known, so nasal and temporal cannot be told apart: give one of them.",
        head.CupFlags);
}
