namespace RetSam.Inference.Tests;

/// <summary>What a graph may not hold, found before ONNX Runtime sees it.</summary>
public class OnnxGraphCheckTests
{
    private static readonly long[] Frame = [1, 3, 32, 32];

    [Fact]
    public void Tensors_in_other_files_are_refused()
    {
        byte[] graph = new OnnxGraphBuilder().Input("image", Frame).ExternalInitializer("w", [4], "../../secret.bin").Build();
        Refused(graph, "'w' in another file");
    }

    [Fact]
    public void Operators_of_custom_libraries_are_refused()
    {
        var graph = new OnnxGraphBuilder { Imports = { "com.evil" } };
        Refused(graph.Input("image", Frame).Node("Run", ["image"], ["out"], "com.evil").Build(), "operators of 'com.evil'");
    }

    [Fact]
    public void Nodes_that_load_compiled_code_are_refused()
        => Refused(new OnnxGraphBuilder().Node("EPContext", [], ["out"], "com.microsoft").Build(), "EPContext");

    [Fact]
    public void What_hides_in_the_branches_of_a_node_is_found()
    {
        ProtobufWriter branch = new OnnxGraphBuilder().ExternalInitializer("deep", [4], "/etc/passwd").BuildGraph();
        ProtobufWriter attribute = new ProtobufWriter().Text(1, "then_branch").Message(6, branch).Number(20, 5);
        Refused(new OnnxGraphBuilder().Node("If", ["c"], ["out"], "", attribute).Build(), "'deep' in another file");
    }

    [Fact]
    public void Bottomless_nesting_is_refused()
    {
        ProtobufWriter graph = new OnnxGraphBuilder().BuildGraph();
        for (int i = 0; i < 200; i++)
        {
            graph = new OnnxGraphBuilder().Node("If", ["c"], ["out"], "", new ProtobufWriter().Message(6, graph)).BuildGraph();
        }

        Refused(new ProtobufWriter().Message(7, graph).ToArray(), "nested");
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x4F, 0x52, 0x54, 0x4D, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    public void What_is_no_onnx_file_is_refused(byte[] bytes) => Refused(bytes, "no ONNX file");

    [Fact]
    public void No_damage_to_a_graph_does_anything_but_refuse_it()
    {
        byte[] graph = TestPackage.MixGraph();
        var random = new Random(3);
        for (int i = 0; i < 5000; i++)
        {
            byte[] damaged = [.. graph];
            for (int j = random.Next(1, 6); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                OnnxGraphCheck.Run(damaged.AsSpan(0, random.Next(damaged.Length + 1)));
            }
            catch (ModelPackageException)
            {
            }
        }
    }

    private static void Refused(byte[] graph, string expected)
        => Assert.Contains(expected, Assert.Throws<ModelPackageException>(() => OnnxGraphCheck.Run(graph)).Message, StringComparison.Ordinal);
}
