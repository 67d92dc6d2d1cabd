using RetSam.Biomarkers.Tests.Graph;
using RetSam.Biomarkers.Tests.Lesions;

namespace RetSam.Biomarkers.Tests.KnownAnswers;

/// <summary>Measures that differ only in whose mask or which place they are taken of are the same computation.</summary>
public sealed class FamilyTests
{
    private const int Side = 900;
    private const double Radius = 60;

    private const string OtherLesions =
        "hemorrhage,microaneurysm,exudate,cotton_wool_spot,laser_spot,patchy_hemorrhage,epiretinal_membrane,macular_hole,artifact,"
        + "retinal_scar,edema,arteriovenous_nicking,venous_beading,vascular_sheathing,pigmentary_change,fibrous_proliferation,vitreous_degeneration,"
        + "choroidal_atrophy,myelinated_nerve_fibre,venous_tortuosity,neovascularisation,irma,unknown_abnormality,other";

    private static readonly PointD Centre = new(450, 450);

    /// <summary>To the left of the disc and a little lower: the directions of the quadrants below are turned with it.</summary>
    private static readonly PointD Fovea = new(160, 470);

    /// <summary>The disc-fovea line on the picture, as an angle from the positive x axis, clockwise as seen.</summary>
    private static readonly double TowardsFovea = Math.Atan2(Fovea.Y - Centre.Y, Fovea.X - Centre.X);

    [Fact]
    [KnownFamily("vessel.vessel.", "vessel.{artery,vein}.")]
    [KnownFamily("vessel.artery.", "vessel.{vein,vessel}.")]
    public void Arteries_veins_and_vessels_of_one_mask_read_the_same()
    {
        // A wavy vessel with a side branch, a wheel of spokes around the disc, and two forks apart from them.
        BinaryMask mask = Wavy(0.3);
        for (int i = 0; i < 7; i++)
        {
            mask.Segment(450, 450, 450 + 300 * Math.Cos(0.8 * i + 0.4), 450 + 300 * Math.Sin(0.8 * i + 0.4), 12 - i);
        }

        foreach (int x in new[] { 120, 780 })
        {
            mask.Segment(x, 770, x, 880, 10).Segment(x, 770, x - 70, 700, 8).Segment(x, 770, x + 0.06 * x, 680, 7);
        }

        using RetinaSegmentation eye = With((RetinaClass.Artery, mask), (RetinaClass.Vein, mask.Clone()), (RetinaClass.Vessel, mask.Clone()));
        Dictionary<string, Measurement> m = Measure(eye);
        foreach (string id in Under(m, "vessel.vessel."))
        {
            Assert.True(m["vessel.vessel." + id].Value is not null, $"{id}: {m["vessel.vessel." + id].Reason}");
            AssertSame(m["vessel.vessel." + id], m["vessel.artery." + id]);
            AssertSame(m["vessel.vessel." + id], m["vessel.vein." + id]);
        }
    }

    /// <summary>
    /// All vessels lie in one sector, so that the sector's measures are the whole retina's. Only densities divide by another area: that of
    /// the ring, or what is left of the frame's pixels on that side.
    /// </summary>
    [Theory]
    [InlineData("zone_b", 0.4)]
    [InlineData("zone_c", 2.0)]
    [InlineData("superior_temporal", Math.PI / 4)]
    [InlineData("inferior_temporal", -Math.PI / 4)]
    [InlineData("superior_nasal", 3 * Math.PI / 4)]
    [InlineData("inferior_nasal", -3 * Math.PI / 4)]
    [KnownFamily("vessel.artery.", "vessel.artery.{zone_b,zone_c,superior_temporal,inferior_temporal,superior_nasal,inferior_nasal}.")]
    public void A_sector_that_holds_every_vessel_reads_what_the_whole_reads(string sector, double fromTemporal)
    {
        // Superior lies a quarter turn clockwise from temporal, as in a right eye.
        using RetinaSegmentation eye = With((RetinaClass.Artery, Wavy(TowardsFovea + fromTemporal)));
        Dictionary<string, Measurement> m = Measure(eye);
        string prefix = $"vessel.artery.{sector}.";
        Assert.Equal(17, Under(m, prefix).Count());
        double area = SectorArea(sector);
        foreach (string id in Under(m, prefix))
        {
            double? expected = m["vessel.artery." + id].Value;
            Assert.True(expected is not null, $"{id} is measured on the whole");
            if (id is "density" or "skeleton_density")
            {
                Assert.Equal(1, m[prefix + id].Value!.Value / (expected!.Value * Side * Side / area), 0.004);
            }
            else
            {
                Assert.Equal(expected!.Value, m[prefix + id].Value!.Value, 1e-9 * Math.Max(1, Math.Abs(expected.Value)));
            }
        }

        // And the sectors opposite hold none.
        string opposite = sector.Contains("superior", StringComparison.Ordinal)
            ? sector.Replace("superior", "inferior", StringComparison.Ordinal)
            : sector.Replace("inferior", "superior", StringComparison.Ordinal);
        if (opposite != sector)
        {
            Assert.Equal(0, m[$"vessel.artery.{opposite}.density"].Value);
        }
    }

    [Fact]
    [KnownFamily("lesion.drusen.", $"lesion.{{{OtherLesions},total}}.")]
    public void Every_lesion_class_measures_a_mask_as_drusen_measure_it_and_so_does_the_total_of_one_class()
    {
        BinaryMask mask = Spots();
        using RetinaSegmentation drusen = LesionEye.WithDrusen(mask, Fovea, DiscMask());
        Dictionary<string, Measurement> expected = Measure(drusen, PixelScale.Given(11));
        string[] ids = [.. Under(expected, "lesion.drusen.")];
        Assert.All(ids, id => Assert.True(expected["lesion.drusen." + id].Value > 0, id));
        foreach (RetinaClass lesion in RetinaClass.All.Where(c => c.Family == RetinaClassFamily.Lesion))
        {
            using RetinaSegmentation eye = LesionEye.With([(lesion, mask.Clone())], Fovea, DiscMask());
            Dictionary<string, Measurement> m = Measure(eye, PixelScale.Given(11));
            foreach (string id in ids)
            {
                AssertSame(expected["lesion.drusen." + id], m[$"lesion.{lesion.Key}.{id}"]);
                if (lesion != RetinaClass.Artifact && m.TryGetValue("lesion.total." + id, out Measurement? total))
                {
                    Assert.Equal(expected["lesion.drusen." + id].Value, total.Value);
                }
            }
        }
    }

    [Fact]
    [KnownFamily("retsam_reference.artery.", "retsam_reference.{vein,vessel}.")]
    public void The_preset_reads_arteries_veins_and_vessels_of_one_mask_the_same()
    {
        BinaryMask mask = Wavy(0.3).Segment(450, 450, 800, 300, 9).Segment(450, 450, 300, 800, 7).Segment(450, 450, 200, 300, 5);
        using RetinaSegmentation eye = With((RetinaClass.Artery, mask), (RetinaClass.Vein, mask.Clone()), (RetinaClass.Vessel, mask.Clone()));
        Dictionary<string, Measurement> m = MeasurePreset(eye);
        foreach (string id in Under(m, "retsam_reference.artery."))
        {
            Assert.NotNull(m["retsam_reference.artery." + id].Value);
            AssertSame(m["retsam_reference.artery." + id], m["retsam_reference.vein." + id]);
            AssertSame(m["retsam_reference.artery." + id], m["retsam_reference.vessel." + id]);
        }
    }

    [Fact]
    [KnownFamily("retsam_reference.lesion.drusen.", $"retsam_reference.lesion.{{{OtherLesions}}}.")]
    public void The_preset_measures_every_lesion_class_as_drusen()
    {
        using RetinaSegmentation eye = LesionEye.With(RetinaClass.All.Where(c => c.Family == RetinaClassFamily.Lesion).Select(c => (c, Spots())));
        Dictionary<string, Measurement> m = MeasurePreset(eye);
        foreach (string size in new[] { "small", "medium", "large" })
        {
            Assert.True(m[$"retsam_reference.lesion.drusen.size.{size}"].Value > 0);
            Assert.All(
                RetinaClass.All.Where(c => c.Family == RetinaClassFamily.Lesion),
                lesion => AssertSame(m[$"retsam_reference.lesion.drusen.size.{size}"], m[$"retsam_reference.lesion.{lesion.Key}.size.{size}"]));
        }
    }

    private static void AssertSame(Measurement expected, Measurement actual)
    {
        Assert.True(
            (expected.Value, expected.Status, expected.Flags, expected.Physical?.Value) == (actual.Value, actual.Status, actual.Flags, actual.Physical?.Value),
            $"{actual.Id} reads {actual.Value} {actual.Status}, {expected.Id} {expected.Value} {expected.Status}");
        Assert.Equal(expected.Details, actual.Details);
    }

    /// <summary>What follows a prefix in the ids of the measures that are not of a sector.</summary>
    private static IEnumerable<string> Under(Dictionary<string, Measurement> m, string prefix)
        => m.Keys.Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).Select(id => id[prefix.Length..]);

    private static double SectorArea(string sector) => sector switch
    {
        "zone_b" => Math.PI * Radius * Radius * (9 - 4),
        "zone_c" => Math.PI * Radius * Radius * (25 - 4),
        _ => Side * Side - QuadrantsBut(sector),
    };

    /// <summary>The frame's pixels in the other three quadrants, by going through them all.</summary>
    private static int QuadrantsBut(string sector)
    {
        (double sin, double cos) = Math.SinCos(TowardsFovea);
        int count = 0;
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                double temporal = (x - Centre.X) * cos + (y - Centre.Y) * sin;
                double superior = -(x - Centre.X) * sin + (y - Centre.Y) * cos;
                string quadrant = (superior >= 0 ? "superior" : "inferior") + (temporal >= 0 ? "_temporal" : "_nasal");
                count += quadrant == sector ? 0 : 1;
            }
        }

        return count;
    }

    /// <summary>A wavy vessel with a side branch around the disc, about 40 degrees long, between 2 and 3 radii from its centre.</summary>
    private static BinaryMask Wavy(double middle) => new BinaryMask(Side, Side)
        .Curve(t => Around(middle + t, 150 + 9 * Math.Sin(22 * t)), -0.36, 0.36, 6)
        .Curve(t => Around(middle + 0.05 + 0.2 * t, 150 + 22 * t), 0, 1, 4);

    private static (double X, double Y) Around(double angle, double radius) => (Centre.X + radius * Math.Cos(angle), Centre.Y + radius * Math.Sin(angle));

    /// <summary>Objects of every size in every quadrant and sector, none over the fovea.</summary>
    private static BinaryMask Spots() => Biomarkers.Tests.Drawing.Where(Side, Side, (x, y) =>
    {
        double dx = (x + 1e-3) % 37 - 18;
        double dy = (y + 1e-3) % 41 - 20;
        double radius = 1 + ((int)x / 37 * 5 + (int)y / 41 * 3) % 15;
        return dx * dx + 1.5 * dy * dy <= radius * radius && double.Hypot(x - Fovea.X, y - Fovea.Y) > 9;
    });

    private static BinaryMask DiscMask() => new BinaryMask(Side, Side).Disc(Centre.X, Centre.Y, Radius);

    private static RetinaSegmentation With(params (RetinaClass Class, BinaryMask Mask)[] masks) => LesionEye.With(masks, Fovea, DiscMask());

    private static Dictionary<string, Measurement> Measure(RetinaSegmentation eye, PixelScale scale = default)
        => MeasureCatalogue.Default.MeasureAll(eye, scale, Laterality.Right, cancellationToken: TestContext.Current.CancellationToken).ToDictionary(m => m.Id);

    private static Dictionary<string, Measurement> MeasurePreset(RetinaSegmentation eye)
        => MeasureCatalogue.RetSamReference.MeasureAll(eye, cancellationToken: TestContext.Current.CancellationToken).ToDictionary(m => m.Id);
}
