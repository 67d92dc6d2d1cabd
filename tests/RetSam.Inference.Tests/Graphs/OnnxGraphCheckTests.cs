namespace RetSam.Inference.Tests;

/// <summary>What a graph may not hold, found before ONNX Runtime sees it.</summary>
public class OnnxGraphCheckTests
{
    private static readonly long[] Frame = [1, 3, 32, 32];

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
        ProtobufWriter branch = new OnnxGraphBuilder().ExternalInitializer("deep", [4], "/etc/passwd").Node("Run", [], ["x"], "com.evil").BuildGraph();
        ProtobufWriter attribute = new ProtobufWriter().Text(1, "then_branch").Message(6, branch).Number(20, 5);
        byte[] graph = new OnnxGraphBuilder().Node("If", ["c"], ["out"], "", attribute).Build();
        Refused(graph, "operators of 'com.evil'");
        Assert.Equal("/etc/passwd", Assert.Single(OnnxReader.Read(graph).ExternalTensors).Location);
    }

    [Fact]
    public void Operators_that_the_file_defines_itself_are_allowed()
    {
        ProtobufWriter function = new ProtobufWriter().Text(1, "Twice").Text(10, "my.functions");
        ProtobufWriter model = new ProtobufWriter().Message(7, new OnnxGraphBuilder().Node("Twice", ["x"], ["y"], "my.functions").BuildGraph());
        OnnxGraphCheck.Run(OnnxReader.Read(model.Message(25, function).ToArray()), fault => throw fault);
    }

    [Fact]
    public void Two_graphs_in_one_file_are_refused()
    {
        byte[] graph = TestPackage.MixGraph();
        Refused([.. graph, .. graph], "2 graphs");
    }

    [Fact]
    public void Graphs_for_training_are_refused()
        => Refused([.. TestPackage.MixGraph(), .. new ProtobufWriter().Text(20, "").ToArray()], "training");

    [Fact]
    public void Impossible_shapes_and_numbers_are_refused()
    {
        Refused(new OnnxGraphBuilder().Initializer("w", [-1], []).Build(), "impossible shape");
        Refused(new OnnxGraphBuilder().Initializer("w", [1L << 40, 1L << 40], []).Build(), "impossible shape");
        ProtobufWriter offset = new ProtobufWriter().Text(1, "offset").Text(2, "-4");
        ProtobufWriter tensor = new ProtobufWriter().Text(8, "w").Message(13, offset);
        Refused(new ProtobufWriter().Message(7, new ProtobufWriter().Message(5, tensor)).ToArray(), "offset");
    }

    [Fact]
    public void Inputs_outputs_operators_and_parameters_are_read()
    {
        byte[] file = new OnnxGraphBuilder { Imports = { "com.microsoft" } }
            .Input("image", [1, 3, -1, 32]).Input("mix.weights", [2, 3, 1, 1]).Mix("mix", "image", [1, 2, 32, 32], [1, 2, 3, 4, 5, 6])
            .Node("Gelu", ["mix"], ["smooth"], "com.microsoft").Output("half", [], 10).Build();
        ModelGraph graph = OnnxReader.Read(file);
        GraphTensor input = Assert.Single(graph.Inputs);
        Assert.Equal(("image", "float32", "1x3x?x32"), (input.Name, input.ElementType, input.Shape));
        Assert.Equal(["mix", "half"], graph.Outputs.Select(o => o.Name));
        Assert.Equal("float16", graph.Outputs[1].ElementType);
        Assert.Equal([new GraphOperator("ai.onnx", "Conv", 1), new GraphOperator("com.microsoft", "Gelu", 1)], graph.Operators);
        Assert.Equal(6, graph.ParameterCount);
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
                OnnxReader.Read(damaged.AsSpan(0, random.Next(damaged.Length + 1)));
            }
            catch (ModelPackageException)
            {
            }
        }
    }

    private static void Refused(byte[] graph, string expected)
        => Assert.Contains(expected, Assert.Throws<ModelPackageException>(() => OnnxGraphCheck.Run(OnnxReader.Read(graph), fault => throw fault)).Message, StringComparison.Ordinal);
}
