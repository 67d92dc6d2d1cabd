using RetSam.Biomarkers.Graph;
using RetSam.Biomarkers.Phantoms;

namespace RetSam.Biomarkers.Tests.Measuring;

/// <summary>What measuring an eye leaves to the garbage collector, once its buffers, nodes and branches lie in the pools.</summary>
[Collection(nameof(Alone))]
public sealed class MeasuringAllocationTests
{
    /// <summary>The results, of which a report keeps two thirds of it, and small change on the way; no pixel, no sample, no node.</summary>
    private const long Most = 200_000;

    private const int Repeats = 8;

    private static readonly RetinaClass[] Vessels = [RetinaClass.Artery, RetinaClass.Vein, RetinaClass.Vessel];

    [Fact]
    public void Every_measure_of_an_eye_with_lesions_allocates_results_and_no_pixels()
    {
        using RetinaSegmentation eye = DrawEye(1);
        Assert.InRange(LeastAllocatedBy(eye), 1, Most);
    }

    /// <summary>A model's masks of a photograph have about 700 branches and 900 nodes; so have four phantoms' vessels drawn on top of each other.</summary>
    [Fact]
    public void The_size_of_the_vessel_graphs_does_not_matter()
    {
        using RetinaSegmentation eye = DrawEye(1);
        for (ulong seed = 2; seed <= 4; seed++)
        {
            using RetinaSegmentation other = DrawEye(seed);
            foreach (RetinaClass vessels in Vessels)
            {
                eye.GetMask(vessels)!.UnionWith(other.GetMask(vessels)!);
            }
        }

        Assert.InRange(Vessels.Sum(CountBranches), 700, int.MaxValue);
        Assert.InRange(LeastAllocatedBy(eye), 1, Most);

        int CountBranches(RetinaClass vessels)
        {
            using VesselGraph graph = VesselGraph.FromMask(eye.GetMask(vessels)!);
            return graph.Edges.Count;
        }
    }

    [Fact]
    public void Eyes_measured_side_by_side_share_no_node()
    {
        RetinaSegmentation[] eyes = [.. Enumerable.Range(1, 4).Select(seed => DrawEye((ulong)seed))];
        double?[][] alone = [.. eyes.Select(Values)];
        Parallel.For(
            0, 4 * eyes.Length, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken },
            i => Assert.Equal(alone[i % eyes.Length], Values(eyes[i % eyes.Length])));
        foreach (RetinaSegmentation eye in eyes)
        {
            eye.Dispose();
        }

        static double?[] Values(RetinaSegmentation eye)
            => [.. MeasureCatalogue.Default.MeasureAll(eye, PixelScale.Given(12), cancellationToken: TestContext.Current.CancellationToken).Select(m => m.Value)];
    }

    [Fact]
    public void A_graph_of_ones_own_outlives_those_of_a_measurement()
    {
        using RetinaSegmentation eye = DrawEye(1);
        using RetinaSegmentation other = DrawEye(2);
        using VesselGraph graph = VesselGraph.FromMask(eye.GetMask(RetinaClass.Artery)!);
        PointD[] places = [.. graph.Nodes.Select(n => n.Position)];
        double[] lengths = [.. graph.Edges.Select(e => e.Length)];
        MeasureCatalogue.Default.MeasureAll(other, cancellationToken: TestContext.Current.CancellationToken);
        graph.Dispose();
        MeasureCatalogue.Default.MeasureAll(other, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(places, graph.Nodes.Select(n => n.Position));
        Assert.Equal(lengths, graph.Edges.Select(e => e.Length));
    }

    private static RetinaSegmentation DrawEye(ulong seed)
        => EyePhantom.Create(new EyePhantomOptions { Size = 1024, Seed = seed, VesselsOfEachKind = 8, LesionsOfEachClass = 40 }).DrawSegmentation();

    /// <summary>The least of several calls after the first: what lies in the pools was used by other tests before.</summary>
    private static long LeastAllocatedBy(RetinaSegmentation eye)
    {
        Assert.True(MeasureCatalogue.Default.MeasureAll(eye, PixelScale.Given(12), cancellationToken: TestContext.Current.CancellationToken).Count > 1000);
        return AllocatedBytes.LeastOf(
            () => MeasureCatalogue.Default.MeasureAll(eye, PixelScale.Given(12), cancellationToken: TestContext.Current.CancellationToken), Repeats);
    }
}
