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

    [Fact]
    public void Every_measure_of_expert_masks_is_a_plausible_value_or_has_a_reason()
    {
        string folder = SharedData.Require("DRIVE", "train");
        var values = new Dictionary<string, List<double>>();
        foreach ((int id, int x, int y) in Discs)
        {
            using RetinaSegmentation segmentation = Read(folder, id, new PointD(x, y));
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
        Assert.All(values.Where(v => IsWholeRetina(v.Key)), pair => Assert.True(pair.Value.Count >= 18, $"{pair.Key} was measured in {pair.Value.Count} of {Discs.Length} eyes."));

        // Zones may hold no stretch that is long enough, and nothing tells the sides of these eyes.
        static bool IsWholeRetina(string id) => !Sectors.All.Any(sector => id.Contains($".{sector.Key()}.", StringComparison.Ordinal));

        void Mean(string id, double low, double high) => Assert.InRange(values[id].Average(), low, high);
    }

    private static RetinaSegmentation Read(string folder, int id, PointD disc)
    {
        using LabelMap labels = MaskReader.Default.ReadLabels(Path.Combine(folder, $"{id}.av.png"), TestContext.Current.CancellationToken);
        using BinaryMask both = labels.ToMask(3);
        BinaryMask artery = labels.ToMask(1);
        BinaryMask vein = labels.ToMask(2);
        BinaryMask vessel = labels.ToMask(255); // Vessels of unknown kind.
        artery.UnionWith(both);
        vein.UnionWith(both);
        vessel.UnionWith(artery);
        vessel.UnionWith(vein);
        BinaryMask fieldOfView = MaskReader.Default.ReadMask(Path.Combine(folder, $"{id}.fov.png"), TestContext.Current.CancellationToken);
        return new RetinaSegmentation.Builder(labels.Width, labels.Height)
            .SetMask(RetinaClass.Artery, artery)
            .SetMask(RetinaClass.Vein, vein)
            .SetMask(RetinaClass.Vessel, vessel)
            .SetMask(RetinaClass.OpticDisc, new BinaryMask(labels.Width, labels.Height).Disc(disc.X, disc.Y, DiscRadius))
            .SetFieldOfView(FieldOfView.FromMask(fieldOfView))
            .Build();
    }
}
