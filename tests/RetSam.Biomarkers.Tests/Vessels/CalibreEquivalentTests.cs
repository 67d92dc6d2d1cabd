using RetSam.Biomarkers.Tests.Graph;
using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Vessels;

/// <summary>CRAE, CRVE and AVR by hand, and on a drawn wheel of spokes around a disc.</summary>
public sealed class CalibreEquivalentTests
{
    [Fact]
    public void Knudtson_by_hand_for_six_arteries()
    {
        // 10 with 5, 9 with 6, 8 with 7: 0.88 * sqrt of 125, 117, 113. Then the widest (9.8387) with the narrowest (9.3545), the middle carried over.
        double a = 0.88 * Math.Sqrt(125);
        double b = 0.88 * Math.Sqrt(117);
        double c = 0.88 * Math.Sqrt(113);
        double d = 0.88 * Math.Sqrt(a * a + c * c);

        Assert.Equal(0.88 * Math.Sqrt(d * d + b * b), CalibreEquivalent.Knudtson(VesselKind.Artery, [10, 9, 8, 7, 6, 5]), 1e-12);
    }

    [Fact]
    public void Knudtson_of_equal_veins_by_hand()
    {
        // Six of 1: three of 0.95 * sqrt(2), then 0.95^2 * 2 and the one carried over.
        double pair = 0.95 * Math.Sqrt(2);
        double two = 0.95 * Math.Sqrt(2 * pair * pair);

        Assert.Equal(0.95 * Math.Sqrt(two * two + pair * pair), CalibreEquivalent.Knudtson(VesselKind.Vein, [1, 1, 1, 1, 1, 1]), 1e-12);
    }

    [Fact]
    public void The_order_of_widths_does_not_matter()
        => Assert.Equal(
            CalibreEquivalent.Knudtson(VesselKind.Vein, [10, 9, 8, 7, 6]),
            CalibreEquivalent.Knudtson(VesselKind.Vein, [7, 10, 6, 9, 8]));

    [Fact]
    public void Hubbard_by_hand_for_two_vessels()
    {
        Assert.Equal(
            Math.Sqrt(0.87 * 80 * 80 + 1.01 * 100 * 100 - 0.22 * 80 * 100 - 10.76), CalibreEquivalent.Hubbard(VesselKind.Artery, [100, 80]), 1e-12);
        Assert.Equal(Math.Sqrt(0.72 * 80 * 80 + 0.91 * 100 * 100 + 450.05), CalibreEquivalent.Hubbard(VesselKind.Vein, [80, 100]), 1e-12);
    }

    [Theory]
    [InlineData(0.05)] // Not 0: along the rows a mask holds widths of whole pixels only.
    [InlineData(0.13)]
    [InlineData(0.4)]
    [KnownAnswer("vessel.artery.crae.{knudtson,hubbard}", "vessel.vein.crve.{knudtson,hubbard}")]
    public void A_wheel_of_six_spokes_reads_its_equivalents(double turn)
    {
        double[] widths = [12, 10.5, 9, 8, 7, 6];
        using RetinaSegmentation wheel = Wheel(widths, turn);
        Dictionary<string, Measurement> m = Measure(wheel, PixelScale.Given(10));

        Check(m["vessel.artery.crae.knudtson"], CalibreEquivalent.Knudtson(VesselKind.Artery, widths));
        Check(m["vessel.vein.crve.knudtson"], CalibreEquivalent.Knudtson(VesselKind.Vein, widths));
        Check(m["vessel.artery.crae.hubbard"], CalibreEquivalent.Hubbard(VesselKind.Artery, [.. widths.Select(w => w * 10)]));
        Check(m["vessel.vein.crve.hubbard"], CalibreEquivalent.Hubbard(VesselKind.Vein, [.. widths.Select(w => w * 10)]));
        Assert.Equal(m["vessel.artery.crae.knudtson"].Value!.Value * 10, m["vessel.artery.crae.knudtson"].Physical!.Value, 1e-9);
        for (int i = 0; i < 6; i++)
        {
            MeasurementDetail detail = m["vessel.artery.crae.knudtson"].Details[i];
            Assert.Equal($"branch {i + 1} width", detail.Name);
            Assert.InRange(detail.Value, widths[i] - 0.35, widths[i] + 0.35);
        }

        static void Check(Measurement measurement, double expected)
        {
            Assert.Equal(MeasurementStatus.Ok, measurement.Status);
            Assert.InRange(measurement.Value!.Value / expected, 0.97, 1.03);
            Assert.Equal(MeasurementFlags.None, measurement.Flags);
        }
    }

    [Fact]
    public void Only_the_six_widest_of_nine_spokes_count()
    {
        double[] widths = [12, 11, 10, 9, 8, 7, 4, 3, 3];
        using RetinaSegmentation wheel = Wheel(widths, 0.05);

        Measurement crae = Measure(wheel)["vessel.artery.crae.knudtson"];

        Assert.InRange(crae.Value!.Value / CalibreEquivalent.Knudtson(VesselKind.Artery, widths.AsSpan(0, 6)), 0.97, 1.03);
        Assert.Equal(7, crae.Details.Count);
    }

    [Fact]
    public void Fewer_than_six_are_flagged_and_fewer_than_three_are_none()
    {
        using RetinaSegmentation four = Wheel([10, 9, 8, 7], 0.1);
        using RetinaSegmentation two = Wheel([10, 9], 0.1);

        Measurement some = Measure(four)["vessel.artery.crae.knudtson"];
        Assert.Equal(MeasurementFlags.FewerThanSixVessels, some.Flags);
        Assert.InRange(some.Value!.Value / CalibreEquivalent.Knudtson(VesselKind.Artery, [10, 9, 8, 7]), 0.97, 1.03);
        Dictionary<string, Measurement> few = Measure(two);
        Assert.Equal(MeasurementStatus.TooFewVessels, few["vessel.artery.crae.knudtson"].Status);
        Assert.Null(few["vessel.artery.crae.knudtson"].Value);
        Assert.Equal(MeasurementStatus.MissingInput, few["vessel.avr"].Status);
        Assert.Contains("CRAE", few["vessel.avr"].Reason, StringComparison.Ordinal);
        Assert.Contains("CRVE", few["vessel.avr"].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vessel_that_is_crossed_or_gives_off_a_twig_in_the_zone_counts_once()
    {
        // Zone B is 80 to 120 px from the centre. The wheel's vessels are crossed by a ring at 100 px, and one has a twig.
        double[] widths = [10, 9, 8, 7];
        using RetinaSegmentation plain = Wheel(widths, 0.1);
        using BinaryMask artery = plain.GetMask(RetinaClass.Artery)!.Clone().Arc(256, 256, 100, 3);
        artery.Segment(256 + 92 * Math.Cos(0.1), 256 + 92 * Math.Sin(0.1), 256 + 115, 256 + 60, 3);
        using RetinaSegmentation crossed = Segment(artery.Clone(), new BinaryMask(512, 512).Disc(256, 256, 40));

        Measurement crae = Measure(crossed)["vessel.artery.crae.knudtson"];

        Assert.Equal(4, crae.Details.Count(d => d.Name.EndsWith("width", StringComparison.Ordinal) && d.Value > 6));
        Assert.InRange(crae.Value!.Value / CalibreEquivalent.Knudtson(VesselKind.Artery, widths), 0.96, 1.05);
    }

    [Fact]
    public void A_vessel_that_ends_in_the_first_half_of_the_zone_does_not_count()
    {
        using BinaryMask artery = new BinaryMask(512, 512);
        for (int i = 0; i < 6; i++)
        {
            double reach = i < 4 ? 200 : 95; // The zone begins at 80 and is half over at 100.
            artery.Segment(256, 256, 256 + reach * Math.Cos(i * 1.047 + 0.1), 256 + reach * Math.Sin(i * 1.047 + 0.1), 8);
        }

        using RetinaSegmentation eye = Segment(artery.Clone(), new BinaryMask(512, 512).Disc(256, 256, 40));

        Assert.Equal(5, Measure(eye)["vessel.artery.crae.knudtson"].Details.Count);
    }

    [Fact]
    public void A_zone_cut_by_the_field_of_view_is_flagged_with_its_coverage()
    {
        using BinaryMask artery = new BinaryMask(512, 512);
        for (int i = 0; i < 6; i++)
        {
            artery.Segment(60, 256, 60 + 200 * Math.Cos(i * 0.4 - 1), 256 + 200 * Math.Sin(i * 0.4 - 1), 7);
        }

        using RetinaSegmentation eye = Segment(artery.Clone(), new BinaryMask(512, 512).Disc(60, 256, 40));
        Measurement crae = Measure(eye)["vessel.artery.crae.knudtson"];

        Assert.True(crae.Flags.HasFlag(MeasurementFlags.ZoneCutByFieldOfView));
        double coverage = crae.Details.Single(d => d.Name == "zone coverage").Value;

        // The frame's edge lies 60.5 px from the centre: what two circles of 120 and 80 px have beyond a chord there.
        static double Beyond(double r) => r * r * Math.Acos(60.5 / r) - 60.5 * Math.Sqrt(r * r - 60.5 * 60.5);
        double expected = 1 - (Beyond(120) - Beyond(80)) / (Math.PI * (120 * 120 - 80 * 80));
        Assert.Equal(expected, coverage, 0.005);
    }

    internal static Dictionary<string, Measurement> Measure(RetinaSegmentation segmentation, PixelScale scale = default)
        => MeasureCatalogue.Default.MeasureAll(segmentation, scale, cancellationToken: TestContext.Current.CancellationToken).ToDictionary(m => m.Id);

    /// <summary>Spokes around a disc of 40 px; arteries and veins alike.</summary>
    private static RetinaSegmentation Wheel(double[] widths, double turn)
    {
        var artery = new BinaryMask(512, 512);
        for (int i = 0; i < widths.Length; i++)
        {
            double angle = turn + 2 * Math.PI * i / widths.Length;
            artery.Segment(
                256 + 50 * Math.Cos(angle), 256 + 50 * Math.Sin(angle), 256 + 200 * Math.Cos(angle), 256 + 200 * Math.Sin(angle), widths[i]);
        }

        return Segment(artery, new BinaryMask(512, 512).Disc(256, 256, 40));
    }

    private static RetinaSegmentation Segment(BinaryMask artery, BinaryMask disc) => new RetinaSegmentation.Builder(artery.Width, artery.Height)
        .SetMask(RetinaClass.Artery, artery)
        .SetMask(RetinaClass.Vein, artery.Clone())
        .SetMask(RetinaClass.OpticDisc, disc)
        .Build();
}
