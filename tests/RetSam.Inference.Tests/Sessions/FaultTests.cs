using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

/// <summary>Models gone wrong, each with the exception that is stated for it.</summary>
public class FaultTests
{
    private const int Side = TestPackage.Side;

    public static TheoryData<float, int, string> NotFinite => new()
    {
        { float.NaN, 0, "NaN" },
        { float.NaN, Side * Side - 1, "NaN" },
        { float.PositiveInfinity, 517, "infinity" },
        { float.NegativeInfinity, 31, "infinity" },
    };

    [Theory]
    [MemberData(nameof(NotFinite))]
    public void A_head_that_computes_no_number_is_named_and_gives_no_mask(float value, int at, string kind)
    {
        JsonObject manifest = TestPackage.Manifest(
            TestPackage.VesselHead(), TestPackage.Head("""{ "name": "lesions", "kind": "multilabel", "channels": [{ "class": "exudate" }] }"""));
        float[] plane = new float[Side * Side];
        plane[at] = value;
        using OnnxSegmenter segmenter = TestPackage.Segmenter(
            manifest, TestPackage.ConstantGraph(("vessels", [1, 1, Side, Side], new float[Side * Side]), ("lesions", [1, 1, Side, Side], plane)));
        using FundusImage image = TestPackage.Photograph();
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(Side, Side);
        foreach (Action run in new Action[]
        {
            () => segmenter.Segment(image, fieldOfView, TestContext.Current.CancellationToken),
            () => segmenter.PredictProbabilities(image, fieldOfView, RetinaClass.Exudate, TestContext.Current.CancellationToken),
        })
        {
            string message = Assert.Throws<ModelPackageException>(run).Message;
            Assert.Contains("head 'lesions'", message, StringComparison.Ordinal);
            Assert.Contains($"1 of {Side * Side}, the first of them {kind}", message, StringComparison.Ordinal);
            Assert.Contains("CPUExecutionProvider", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_run_that_gave_no_number_leaves_the_segmenter_fit_for_the_next()
    {
        // The logarithm of a dark pixel is minus infinity, of a bright one a number.
        byte[] graph = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side]).Initializer("w", [1, 3, 1, 1], [1, 0, 0])
            .Node("Conv", ["image", "w"], ["red"]).Node("Log", ["red"], ["vessels"]).Output("vessels", [1, 1, Side, Side]).Build();
        using var segmenter = new OnnxSegmenter(TestPackage.Create(TestPackage.Manifest(), graph), new OnnxSegmenterOptions { Threads = 1, MaxConcurrency = 1 });
        using FundusImage dark = TestPackage.Photograph((_, _) => 0);
        using FundusImage bright = TestPackage.Photograph((_, _) => 200);
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(Side, Side);
        Assert.Throws<ModelPackageException>(() => segmenter.Segment(dark, fieldOfView, TestContext.Current.CancellationToken));
        using RetinaSegmentation result = segmenter.Segment(bright, FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken);
        Assert.Equal(0, result.GetMask(RetinaClass.Vessel)!.CountPixels());
    }

    [Fact]
    public void Weights_cut_short_at_any_byte_are_refused()
    {
        byte[] graph = TestPackage.MixGraph();
        for (int length = 0; length < graph.Length; length += 7)
        {
            byte[] cut = graph[..length];
            Assert.Throws<ModelPackageException>(() => TestPackage.Segmenter(TestPackage.Manifest(), cut).Dispose());
        }
    }

    [Fact]
    public void Weights_that_are_not_those_of_the_manifest_are_refused_by_their_hash()
    {
        byte[] graph = TestPackage.MixGraph();
        byte[] manifest = TestPackage.Seal(TestPackage.Manifest(), graph);
        graph[^1] ^= 1;
        TestPackage.Refused(() => ModelPackage.FromBytes(manifest, graph), "$.weights.sha256", "the manifest says");
    }

    [Fact]
    public void A_graph_of_another_shape_than_the_manifests_is_refused()
    {
        byte[] graph = TestPackage.ConstantGraph(("vessels", [1, 2, Side, Side], new float[2 * Side * Side]));
        TestPackage.Refused(() => TestPackage.Segmenter(TestPackage.Manifest(), graph).Dispose(), "$.outputs[0].channels", "1x2x32x32");
    }
}
