using RetSam.Biomarkers.Tests.Graph;
using RetSam.Imaging.Skia;

namespace RetSam.Biomarkers.Tests.Vessels;

/// <summary>
/// The artery and vein masks that experts drew on DRIVE (RITE, Hu 2013), where ../shared/data has them. The set has no disc labels: the
/// centres are the brightest place (55 px square) of each photograph, those of 21, 23 and 34 set by eye instead, good to about 10 px,
/// and every disc is taken to have a radius of 39 px.
/// </summary>
public sealed class ExpertMaskTests
{
    private const double DiscRadius = 39;

    private static readonly (int Id, int X, int Y)[] Discs =
    [
        (21, 80, 255), (22, 449, 278), (23, 432, 228), (24, 448, 294), (25, 446, 273), (26, 112, 243), (27, 468, 281), (28, 472, 271),
        (29, 472, 276), (30, 469, 289), (31, 427, 258), (32, 472, 289), (33, 448, 301), (34, 385, 222), (35, 106, 265), (36, 461, 280),
        (37, 476, 295), (38, 479, 275), (39, 118, 258), (40, 470, 278),
    ];

    /// <summary>The discs that the embedded model finds on the test photographs, as circles of the same centre and area.</summary>
    private static readonly (int Id, int X, int Y, int Radius)[] TestDiscs =
    [
        (1, 89, 259, 42), (2, 453, 274, 45), (3, 100, 284, 40), (4, 356, 278, 43), (5, 88, 257, 42), (6, 458, 268, 36), (7, 485, 283, 44),
        (8, 473, 277, 54), (9, 97, 267, 39), (10, 463, 282, 39), (11, 72, 276, 45), (12, 89, 263, 46), (13, 481, 272, 37), (14, 473, 278, 39),
        (15, 196, 285, 50), (16, 474, 260, 43), (17, 461, 264, 41), (18, 469, 259, 41), (19, 482, 277, 36), (20, 470, 281, 29),
    ];

    [Fact]
    public void Every_measure_of_the_test_masks_is_finite_or_says_why_not()
    {
        string folder = SharedData.Require("DRIVE", "test");
        foreach ((int id, int x, int y, int radius) in TestDiscs)
        {
            using RetinaSegmentation segmentation = Read(folder, id, new PointD(x, y), radius);
            foreach (Measurement m in CalibreEquivalentTests.Measure(segmentation, PixelScale.FromDiscDiameter(2 * radius)).Values)
            {
                Assert.True((m.Status == MeasurementStatus.Ok) == (m.Value is { } v && double.IsFinite(v)), $"{id}: {m.Id} {m.Status} {m.Value}");
                Assert.True((m.Status == MeasurementStatus.Ok) == string.IsNullOrEmpty(m.Reason), $"{id}: {m.Id} {m.Status} {m.Reason}");

                // There are artery, vein and disc masks and a scale: nothing of the vessels of the whole retina is missing in any eye.
                Assert.True(m.Value is not null || !IsOfWholeRetina(m.Id), $"{id}: {m.Id} {m.Status} {m.Reason}");
            }
        }
    }

    [Fact]
    public void Every_measure_of_expert_masks_is_a_plausible_value_or_has_a_reason()
    {
        string folder = SharedData.Require("DRIVE", "train");
        var values = new Dictionary<string, List<double>>();
        foreach ((int id, int x, int y) in Discs)
        {
            using RetinaSegmentation segmentation = Read(folder, id, new PointD(x, y), DiscRadius);
            foreach (Measurement measurement in CalibreEquivalentTests.Measure(segmentation, PixelScale.FromDiscDiameter(2 * DiscRadius)).Values)
            {
                if (!measurement.Id.StartsWith("vessel.", StringComparison.Ordinal))
                {
                    continue;
                }

                Assert.Equal(measurement.Status == MeasurementStatus.Ok, measurement.Value is { } v && double.IsFinite(v));
                Assert.Equal(measurement.Status == MeasurementStatus.Ok, measurement.Reason is null);
                if (measurement.Value is { } value)
                {
                    (values.TryGetValue(measurement.Id, out List<double>? all) ? all : values[measurement.Id] = []).Add(value);
                }
            }
        }

        // Means over twenty eyes. At 565 px a disc of 1800 um is 78 px wide, so that a CRAE of 150 to 230 um is 6.5 to 10 px.
        Mean("vessel.artery.crae.knudtson", 5, 10);
        Mean("vessel.vein.crve.knudtson", 8, 14);
        Mean("vessel.avr", 0.6, 0.9);
        Mean("vessel.artery.tortuosity.distance_factor.mean", 1.02, 1.15);
        Mean("vessel.vein.tortuosity.distance_factor.mean", 1.02, 1.15);
        Mean("vessel.vessel.density", 0.09, 0.16);
        Mean("vessel.vessel.fractal.d0", 1.3, 1.7);
        foreach (string kind in new[] { "artery", "vein", "vessel" })
        {
            // In every eye, and by hundredths: d0 > d1 > d2.
            List<double> d0 = values[$"vessel.{kind}.fractal.d0"];
            List<double> d1 = values[$"vessel.{kind}.fractal.d1"];
            List<double> d2 = values[$"vessel.{kind}.fractal.d2"];
            Assert.All(d0.Zip(d1), pair => Assert.InRange(pair.First - pair.Second, 0.003, 0.1));
            Assert.All(d1.Zip(d2), pair => Assert.InRange(pair.First - pair.Second, 0.001, 0.1));
        }

        Assert.All(values.Where(v => IsOfWholeRetina(v.Key)), pair => Assert.True(pair.Value.Count >= 18, $"{pair.Key} was measured in {pair.Value.Count} of {Discs.Length} eyes."));

        void Mean(string id, double low, double high) => Assert.InRange(values[id].Average(), low, high);
    }

    /// <summary>Zones may hold no stretch that is long enough, nothing tells the sides of these eyes, and arcades need a fovea.</summary>
    private static bool IsOfWholeRetina(string id)
        => id.StartsWith("vessel.", StringComparison.Ordinal)
            && !id.EndsWith(".arcade_angle", StringComparison.Ordinal)
            && !Sectors.All.Any(sector => id.Contains($".{sector.Key()}.", StringComparison.Ordinal));

    private static RetinaSegmentation Read(string folder, int id, PointD disc, double discRadius)
    {
        using LabelMap labels = MaskReader.Default.ReadLabels(Path.Combine(folder, $"{id:00}.av.png"), TestContext.Current.CancellationToken);
        using BinaryMask both = labels.ToMask(3);
        BinaryMask artery = labels.ToMask(1);
        BinaryMask vein = labels.ToMask(2);
        BinaryMask vessel = labels.ToMask(255); // Vessels of unknown kind.
        artery.UnionWith(both);
        vein.UnionWith(both);
        vessel.UnionWith(artery);
        vessel.UnionWith(vein);
        BinaryMask fieldOfView = MaskReader.Default.ReadMask(Path.Combine(folder, $"{id:00}.fov.png"), TestContext.Current.CancellationToken);
        return new RetinaSegmentation.Builder(labels.Width, labels.Height)
            .SetMask(RetinaClass.Artery, artery)
            .SetMask(RetinaClass.Vein, vein)
            .SetMask(RetinaClass.Vessel, vessel)
            .SetMask(RetinaClass.OpticDisc, new BinaryMask(labels.Width, labels.Height).Disc(disc.X, disc.Y, discRadius))
            .SetFieldOfView(FieldOfView.FromMask(fieldOfView))
            .Build();
    }
}
