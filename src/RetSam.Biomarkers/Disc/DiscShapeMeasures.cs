using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>Direction and roundness of disc and cup.</summary>
internal static class DiscShapeMeasures
{
    /// <summary>From this ratio of axes on there is no major axis to speak of.</summary>
    private const double Round = 0.9999;

    private const string Axes = "the ellipse with the same second moments";

    public static IReadOnlyList<Measure> All { get; } =
    [
        DiscMeasure.OfDisc(
            "disc.orientation",
            "Disc orientation",
            $"Direction of the major axis of {Axes} against the horizontal, -90..90; positive when it rises to the right as seen.",
            "deg",
            MeasureDefinition.OwnSource,
            head => DiscMeasure.FindTooSmall(head) ?? Orientation(head.DiscPart.Moments, "disc", head.DiscFlags)),
        DiscMeasure.OfCup(
            "cup.orientation",
            "Cup orientation",
            $"Direction of the major axis of {Axes} against the horizontal, -90..90; positive when it rises to the right as seen.",
            "deg",
            MeasureDefinition.OwnSource,
            (head, cup, _) => DiscMeasure.FindTooSmall(head) ?? Orientation(cup.Moments, "cup", head.CupFlags)),
        DiscMeasure.OfDisc(
            "disc.ovality",
            "Disc ovality (tilt index)",
            $"Minor / major axis of {Axes}.",
            "1",
            "Tay, Seah, Chan et al., Am J Ophthalmol 2005;139:247 (ovality index)",
            head => DiscMeasure.FindTooSmall(head) ?? MeasureOutcome.Of(head.DiscPart.Moments.AspectRatio, head.DiscFlags)),
        DiscMeasure.OfDisc(
            "disc.torsion",
            "Disc torsion",
            $"Angle of the major axis of {Axes} against the perpendicular of the disc-fovea line, -90..90; positive when the upper end leans to the temporal side (inferotemporal torsion), in either eye.",
            "deg",
            "Park, Lee and Park, Ophthalmology 2012;119:1844",
            head => DiscMeasure.FindTooSmall(head) ?? Torsion(head),
            MeasureInputs.Fovea),
    ];

    private static MeasureOutcome Orientation(SecondMoments moments, string what, MeasurementFlags flags)
        => moments.AspectRatio > Round ? NoAxis(what, flags) : MeasureOutcome.Of(moments.OrientationDegrees, flags);

    private static MeasureOutcome Torsion(OpticNerveHead head)
    {
        SecondMoments moments = head.DiscPart.Moments;
        if (moments.AspectRatio > Round)
        {
            return NoAxis("disc", head.DiscFlags);
        }

        if (!head.Axes.FromFovea)
        {
            return MeasureOutcome.Missing(MeasurementStatus.NoFovea, "The fovea lies on the disc's centre, so there is no disc-fovea line.", head.DiscFlags);
        }

        (double sin, double cos) = Math.SinCos(moments.OrientationDegrees * (Math.PI / 180));
        var axis = new PointD(cos, -sin);
        double up = Dot(axis, head.Axes.Superior);
        double temporal = Dot(axis, head.Axes.Horizontal);
        return MeasureOutcome.Of(Math.Atan2(up < 0 ? -temporal : temporal, Math.Abs(up)) * (180 / Math.PI), head.DiscFlags | head.Axes.FlagsOfSides);
    }

    private static double Dot(PointD a, PointD b) => a.X * b.X + a.Y * b.Y;

    private static MeasureOutcome NoAxis(string what, MeasurementFlags flags) => MeasureOutcome.Missing(
        MeasurementStatus.NoneFound,
        $"The {what} is as long in every direction: it has no major axis.",
        flags);
}
