using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

/// <summary>Graphs that do not fit their manifest; every refusal names the manifest's field.</summary>
public class GraphShapeTests
{
    private const int Side = TestPackage.Side;

    [Fact]
    public void Another_input_name_is_refused()
        => Refused(new OnnxGraphBuilder().Input("picture", [1, 3, Side, Side]).Constant("vessels", [1, 1, Side, Side], new float[Side * Side]), "$.input.name", "'picture'");

    [Fact]
    public void A_second_input_is_refused()
        => Refused(
            new OnnxGraphBuilder().Input("image", [1, 3, Side, Side]).Input("other", [1]).Constant("vessels", [1, 1, Side, Side], new float[Side * Side]),
            "$.input",
            "2 inputs");

    [Theory]
    [InlineData(1, 3, 32, 64, "$.input.width")]
    [InlineData(1, 3, 64, 32, "$.input.height")]
    [InlineData(1, 4, 32, 32, "$.input.channels")]
    [InlineData(2, 3, 32, 32, "$.input")]
    public void Another_input_shape_is_refused(long n, long c, long h, long w, string field)
        => Refused(new OnnxGraphBuilder().Input("image", [n, c, h, w]).Constant("vessels", [1, 1, Side, Side], new float[Side * Side]), field, $"{n}x{c}x{h}x{w}");

    [Fact]
    public void Another_element_type_is_refused()
    {
        const int float16 = 10;
        Refused(
            new OnnxGraphBuilder().Input("image", [1, 3, Side, Side], float16).Constant("vessels", [1, 1, Side, Side], new float[Side * Side]),
            "$.input.name",
            "32-bit floats");
    }

    [Fact]
    public void Another_output_name_is_refused()
        => Refused(new OnnxGraphBuilder().Input("image", [1, 3, Side, Side]).Constant("vessel", [1, 1, Side, Side], new float[Side * Side]), "$.outputs[0].name", "'vessel'");

    [Theory]
    [InlineData(1, 2, 32, 32, "$.outputs[0].channels")]
    [InlineData(1, 1, 16, 32, "$.outputs[0].height")]
    [InlineData(1, 1, 32, 16, "$.outputs[0].width")]
    public void Another_output_shape_is_refused(long n, long c, long h, long w, string field)
        => Refused(new OnnxGraphBuilder().Input("image", [1, 3, Side, Side]).Constant("vessels", [n, c, h, w], new float[n * c * h * w]), field, $"{n}x{c}x{h}x{w}");

    [Fact]
    public void An_output_of_another_rank_is_refused()
        => Refused(new OnnxGraphBuilder().Input("image", [1, 3, Side, Side]).Constant("vessels", [Side, Side], new float[Side * Side]), "$.outputs[0]", "32x32");

    [Fact]
    public void Open_dimensions_fit_when_a_run_shows_that_they_do()
    {
        byte[] graph = new OnnxGraphBuilder().Input("image", [-1, 3, -1, -1]).Mix("vessels", "image", [-1, 1, -1, -1], [1, 0, 0]).Build();
        using RetinaSegmentation result = TestPackage.Segment(TestPackage.Manifest(), graph);
        Assert.Equal(Side * Side, result.GetMask(RetinaClass.Vessel)!.CountPixels());
    }

    [Fact]
    public void Open_dimensions_that_turn_out_otherwise_are_refused_at_once()
    {
        JsonObject head = TestPackage.Head("""{ "name": "vessels", "kind": "multilabel", "width": 16, "height": 16, "channels": [{ "class": "vessel" }] }""");
        byte[] graph = new OnnxGraphBuilder().Input("image", [-1, 3, -1, -1]).Mix("vessels", "image", [-1, 1, -1, -1], [1, 0, 0]).Build();
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(head), graph);
        ModelPackageException refusal = Assert.Throws<ModelPackageException>(() => new OnnxSegmenter(package));
        Assert.Equal("$.outputs", refusal.Field);
    }

    [Fact]
    public void A_graph_that_declares_one_shape_and_computes_another_is_refused()
    {
        // The convolution's own shape is 1x1x32x32; the file says that its output is 1x1x16x16, and so does the manifest.
        JsonObject head = TestPackage.Head("""{ "name": "vessels", "kind": "multilabel", "width": 16, "height": 16, "channels": [{ "class": "vessel" }] }""");
        byte[] graph = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side]).Mix("vessels", "image", [1, 1, 16, 16], [1, 0, 0]).Build();
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(head), graph);
        Assert.Throws<ModelPackageException>(() => new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1 }));
    }

    [Fact]
    public void A_graph_that_onnx_runtime_refuses_is_a_fault_of_the_package()
    {
        byte[] graph = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side]).Node("NoSuchOperator", ["image"], ["vessels"]).Output("vessels", [1, 1, Side, Side]).Build();
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(), graph);
        Assert.Contains("NoSuchOperator", Assert.Throws<ModelPackageException>(() => new OnnxSegmenter(package)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_damage_to_a_graph_whose_hash_was_made_to_fit_does_anything_but_refuse_it()
    {
        byte[] graph = TestPackage.MixGraph();
        var random = new Random(19);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. graph];
            for (int j = random.Next(1, 4); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                TestPackage.Segment(TestPackage.Manifest(), damaged).Dispose();
            }
            catch (Exception refusal) when (refusal is ModelPackageException or ExecutionProviderException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 300);
    }

    private static void Refused(OnnxGraphBuilder graph, string field, string expected)
    {
        // No session is made: the package itself is refused.
        ModelPackageException refusal = Assert.Throws<ModelPackageException>(() => TestPackage.Create(TestPackage.Manifest(), graph.Build()));
        Assert.Equal(field, refusal.Field);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }
}
