using RetSam.Biomarkers.Graph;
using RetSam.Biomarkers.Kernels;
using RetSam.Biomarkers.Phantoms;
using RetSam.Biomarkers.Tests.Pinned;

namespace RetSam.Biomarkers.Tests.Measuring;

/// <summary>
/// Every array that is rented is given back, once each: a server that measures eye after eye would otherwise leave megabytes of each to the garbage
/// collector, and an array that is given back twice has two owners. Told by the pools' own events.
/// </summary>
[Collection(nameof(Alone))]
public sealed class PooledMemoryTests
{
    private static readonly EyePhantom Phantom = EyePhantom.Create(new EyePhantomOptions { Size = 320, Seed = 5, LesionsOfEachClass = 8 });

    private static readonly Dictionary<string, Action> Uses = new()
    {
        ["kernels"] = () => OnMasks(mask =>
        {
            DistanceTransform.SquaredToBackground(mask, new int[mask.Width * mask.Height]);
            using BinaryMask skeleton = Thinning.Skeletonize(mask);
            using Components components = Components.Analyse(mask);
            using ConvexHull hull = ConvexHull.Of(mask);
            hull.FindMinimumAreaRectangle();
            FractalSummary.Of(mask, 300);
            MaskRun first = components.Runs[0];
            using Contour contour = Contour.Trace(mask, (first.Start, first.Y));
            using var profile = new RadialProfile(contour, new PointD(first.Start, first.Y));
            using BinaryMask changed = mask.Clone();
            Morphology.Close(changed, StructuringElement.Disc(3));
            Morphology.Open(changed, StructuringElement.Rectangle(3, 5));
            Pinholes.Fill(changed);
            GeodesicFill.Fill(skeleton, mask);
        }),
        ["graphs"] = () => OnMasks(mask =>
        {
            using VesselGraph graph = VesselGraph.FromMask(mask);
            VesselTrees.Resolve(graph, new DiscGeometry(new PointD(60, 60), 20, 1256));
            graph.Recycle();
        }),
        ["every measure"] = () =>
        {
            using RetinaSegmentation eye = Phantom.DrawSegmentation();
            using FundusImage photograph = Phantom.DrawPhotograph();
            MeasureCatalogue.Default.MeasureAll(eye, PixelScale.Given(25), Laterality.Right, photograph);
            MeasureCatalogue.RetSamReference.MeasureAll(eye, PixelScale.Given(25), Laterality.Right);
            LateralityEstimate.Infer(eye);
        },
        ["measures of eyes that are none"] = () =>
        {
            using RetinaSegmentation eye = new RetinaSegmentation.Builder(90, 70)
                .SetMask(RetinaClass.OpticDisc, new BinaryMask(90, 70))
                .SetMask(RetinaClass.Vessel, BinaryMask.Full(90, 70))
                .SetMask(RetinaClass.Drusen, Drawing.Where(90, 70, (x, y) => x == y))
                .Build();
            MeasureCatalogue.Default.MeasureAll(eye);
        },
        ["intervals"] = () =>
        {
            var builder = new RetinaSegmentation.Builder(320, 320).SetFovea(Phantom.Truth.Fovea);
            foreach (RetinaClass retinaClass in new[] { RetinaClass.Artery, RetinaClass.OpticDisc, RetinaClass.Exudate })
            {
                ProbabilityMap map = Phantom.DrawProbability(retinaClass, 3);
                builder.SetMask(retinaClass, map.ToMask()).SetProbability(retinaClass, map);
            }

            using RetinaSegmentation eye = builder.Build();
            MeasureCatalogue.Default.AddIntervals(MeasureCatalogue.Default.MeasureAll(eye), eye);
        },
    };

    public static TheoryData<string> Names { get; } = [.. Uses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_rented_is_given_back(string name)
    {
        // The first time fills what is kept for good.
        Uses[name]();
        using var pools = RentedBuffers.OfThisThread();
        Uses[name]();
        Assert.True(pools.Rented > 20, $"{pools.Rented} arrays were rented: the pools' events are not told.");
        Assert.Empty(pools.Lent);
        Assert.Empty(pools.ReturnedTwice);
    }

    private static void OnMasks(Action<BinaryMask> use)
    {
        foreach ((_, BinaryMask mask) in PinnedMasks.Vessels())
        {
            use(mask);
            mask.Dispose();
        }
    }
}
