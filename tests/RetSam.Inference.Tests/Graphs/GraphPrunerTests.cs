using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace RetSam.Inference.Tests;

/// <summary>Graphs cut to some of their outputs compute the same bits with fewer nodes.</summary>
public class GraphPrunerTests
{
    private const int Side = TestPackage.Side;

    [Theory]
    [InlineData("vessels")]
    [InlineData("disc")]
    [InlineData("lesions")]
    [InlineData("vessels disc")]
    [InlineData("disc lesions")]
    [InlineData("vessels lesions")]
    public void Kept_outputs_are_the_same_bits_and_the_others_are_gone(string heads)
    {
        string[] kept = heads.Split(' ');
        byte[] whole = SharedTrunk();
        byte[] cut = GraphPruner.Keep(whole, kept);
        ModelGraph graph = OnnxReader.Read(cut);
        Assert.Equal(kept.Order(), graph.Outputs.Select(o => o.Name).Order());
        // The trunk is a convolution and a Relu; each head a convolution of its own.
        Assert.Equal(1 + kept.Length, graph.Operators.Single(o => o.Type == "Conv").Count);
        Assert.Equal(4 * 3 * 9 + kept.Sum(HeadWeights), graph.ParameterCount);
        Dictionary<string, float[]> expected = Run(whole, kept);
        Dictionary<string, float[]> found = Run(cut, kept);
        Assert.All(kept, name => Assert.Equal(expected[name].Select(BitConverter.SingleToInt32Bits), found[name].Select(BitConverter.SingleToInt32Bits)));
        Assert.All(kept, name => Assert.True(found[name].Distinct().Count() > 100));
    }

    [Fact]
    public void A_graph_of_which_everything_is_kept_is_the_same_file()
    {
        byte[] whole = SharedTrunk();
        Assert.Equal(whole, GraphPruner.Keep(whole, ["vessels", "disc", "lesions"]));
    }

    [Fact]
    public void What_only_a_branch_reads_is_kept()
    {
        // out = true ? Relu(hidden) : -hidden, where the branches read "hidden" from the graph around them.
        ProtobufWriter yes = new OnnxGraphBuilder().Node("Relu", ["hidden"], ["a"]).Output("a", [1, 3, Side, Side]).BuildGraph();
        ProtobufWriter no = new OnnxGraphBuilder().Node("Neg", ["hidden"], ["b"]).Output("b", [1, 3, Side, Side]).BuildGraph();
        ProtobufWriter condition = new ProtobufWriter().Number(2, 9).Bytes(9, [1]);
        byte[] whole = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side])
            .Node("Constant", [], ["condition"], "", new ProtobufWriter().Text(1, "value").Message(5, condition).Number(20, 4))
            .Node("Neg", ["image"], ["hidden"])
            .Node("Sin", ["image"], ["unused"])
            .Node("If", ["condition"], ["out"], "", Branch("then_branch", yes), Branch("else_branch", no)).Output("out", [1, 3, Side, Side])
            .Node("Cos", ["image"], ["other"]).Output("other", [1, 3, Side, Side])
            .Build();
        byte[] cut = GraphPruner.Keep(whole, ["out"]);
        Assert.Equal(["Constant", "If", "Neg", "Relu"], OnnxReader.Read(cut).Operators.Select(o => o.Type));
        Assert.Equal(Run(whole, ["out"])["out"], Run(cut, ["out"])["out"]);

        static ProtobufWriter Branch(string name, ProtobufWriter graph) => new ProtobufWriter().Text(1, name).Message(6, graph).Number(20, 5);
    }

    [Fact]
    public void Initialisers_that_old_files_list_as_inputs_do_not_become_inputs_to_be_given()
    {
        byte[] whole = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side])
            .Input("a.weights", [1, 3, 1, 1]).Mix("a", "image", [1, 1, Side, Side], [1, 2, 3])
            .Input("b.weights", [1, 3, 1, 1]).Mix("b", "image", [1, 1, Side, Side], [4, 5, 6])
            .Build();
        byte[] cut = GraphPruner.Keep(whole, ["b"]);
        Assert.Equal("image", Assert.Single(OnnxReader.Read(cut).Inputs).Name);
        Assert.Equal(Run(whole, ["b"])["b"], Run(cut, ["b"])["b"]);
    }

    [Fact]
    public void No_damage_to_a_graph_does_anything_but_refuse_it()
    {
        byte[] whole = SharedTrunk();
        var random = new Random(29);
        int cut = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = [.. whole];
            for (int j = random.Next(1, 4); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                OnnxReader.Read(damaged);
                GraphPruner.Keep(damaged, ["disc"]);
                cut++;
            }
            catch (ModelPackageException)
            {
            }
        }

        Assert.InRange(cut, 1, 2000);
    }

    /// <summary>A trunk (3x3 convolution to four channels, Relu) with three heads of 1x1 convolutions on it, in mixed order.</summary>
    internal static byte[] SharedTrunk()
    {
        var random = new Random(5);
        OnnxGraphBuilder graph = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side])
            .Initializer("vessels.weights", [3, 4, 1, 1], Weights(12)).Initializer("trunk", [4, 3, 3, 3], Weights(108))
            .Initializer("lesions.weights", [1, 4, 1, 1], Weights(4)).Initializer("disc.weights", [2, 4, 1, 1], Weights(8))
            .Node("Conv", ["image", "trunk"], ["t0"], "", OnnxGraphBuilder.Pads(1)).Node("Relu", ["t0"], ["t1"]);
        foreach ((string name, int channels) in new[] { ("lesions", 1), ("vessels", 3), ("disc", 2) })
        {
            graph.Node("Conv", ["t1", $"{name}.weights"], [name]).Output(name, [1, channels, Side, Side]);
        }

        return graph.Build();

        float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static int HeadWeights(string name) => name switch { "vessels" => 12, "disc" => 8, _ => 4 };

    private static Dictionary<string, float[]> Run(byte[] model, string[] outputs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        var random = new Random(7);
        float[] image = [.. Enumerable.Range(0, 3 * Side * Side).Select(_ => random.NextSingle())];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(
            [NamedOnnxValue.CreateFromTensor("image", new DenseTensor<float>(image, [1, 3, Side, Side]))], outputs);
        return results.ToDictionary(r => r.Name, r => r.AsEnumerable<float>().ToArray());
    }
}
