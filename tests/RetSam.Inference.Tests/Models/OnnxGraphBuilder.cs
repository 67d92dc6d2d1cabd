namespace RetSam.Inference.Tests;

/// <summary>
/// Writes small ONNX graphs byte by byte, so that tests say exactly what a model computes and what a hostile file holds. Field
/// numbers are those of onnx.proto3.
/// </summary>
internal sealed class OnnxGraphBuilder
{
    private const int Float = 1;
    private readonly List<ProtobufWriter> _nodes = [];
    private readonly List<ProtobufWriter> _initializers = [];
    private readonly List<ProtobufWriter> _inputs = [];
    private readonly List<ProtobufWriter> _outputs = [];

    /// <summary>The domains that the model says it imports, beside the standard one.</summary>
    public List<string> Imports { get; } = [];

    /// <summary>An input; a negative dimension is left open.</summary>
    public OnnxGraphBuilder Input(string name, long[] shape, int elementType = Float)
    {
        _inputs.Add(ValueInfo(name, shape, elementType));
        return this;
    }

    /// <summary>An output that a node computes.</summary>
    public OnnxGraphBuilder Output(string name, long[] shape, int elementType = Float)
    {
        _outputs.Add(ValueInfo(name, shape, elementType));
        return this;
    }

    /// <summary>An output that is always the same numbers.</summary>
    public OnnxGraphBuilder Constant(string name, long[] shape, float[] values)
    {
        Initializer($"{name}.values", shape, values);
        Node("Identity", [$"{name}.values"], [name]);
        return Output(name, shape);
    }

    /// <summary>An output that is a 1x1 convolution of the input, without bias: every output channel mixes red, green and blue.</summary>
    public OnnxGraphBuilder Mix(string name, string input, long[] shape, float[] weights)
    {
        Initializer($"{name}.weights", [shape[1], 3, 1, 1], weights);
        Node("Conv", [input, $"{name}.weights"], [name]);
        return Output(name, shape);
    }

    /// <summary>A convolution with a square kernel of odd side, padded with zeros so that the picture keeps its size; without bias.</summary>
    public OnnxGraphBuilder Convolution(string name, string input, long[] weightsShape, float[] weights)
    {
        Initializer($"{name}.weights", weightsShape, weights);
        return Node("Conv", [input, $"{name}.weights"], [name], "", Pads(weightsShape[^1] / 2));
    }

    /// <summary>The attribute that pads all four sides.</summary>
    public static ProtobufWriter Pads(long width)
        => new ProtobufWriter().Text(1, "pads").Number(8, width).Number(8, width).Number(8, width).Number(8, width).Number(20, 7);

    public OnnxGraphBuilder Initializer(string name, long[] shape, float[] values)
    {
        ProtobufWriter tensor = Tensor(name, shape);
        _initializers.Add(tensor.Floats(9, values));
        return this;
    }

    /// <summary>A tensor that says its numbers are in another file.</summary>
    public OnnxGraphBuilder ExternalInitializer(string name, long[] shape, string location, long offset = 0, long? length = null)
    {
        ProtobufWriter tensor = Tensor(name, shape).Message(13, Entry("location", location)).Message(13, Entry("offset", $"{offset}"));
        if (length is not null)
        {
            tensor.Message(13, Entry("length", $"{length}"));
        }

        _initializers.Add(tensor.Number(14, 1));
        return this;

        static ProtobufWriter Entry(string key, string value) => new ProtobufWriter().Text(1, key).Text(2, value);
    }

    public OnnxGraphBuilder Node(string type, string[] inputs, string[] outputs, string domain = "", params ProtobufWriter[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        foreach (string output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(4, type);
        foreach (ProtobufWriter attribute in attributes)
        {
            node.Message(5, attribute);
        }

        if (domain.Length > 0)
        {
            node.Text(7, domain);
        }

        _nodes.Add(node);
        return this;
    }

    public ProtobufWriter BuildGraph()
    {
        ProtobufWriter graph = new();
        _nodes.ForEach(n => graph.Message(1, n));
        graph.Text(2, "test");
        _initializers.ForEach(i => graph.Message(5, i));
        _inputs.ForEach(i => graph.Message(11, i));
        _outputs.ForEach(o => graph.Message(12, o));
        return graph;
    }

    public byte[] Build()
    {
        ProtobufWriter model = new ProtobufWriter().Number(1, 8).Message(7, BuildGraph()).Message(8, new ProtobufWriter().Text(1, "").Number(2, 16));
        foreach (string import in Imports)
        {
            model.Message(8, new ProtobufWriter().Text(1, import).Number(2, 1));
        }

        return model.ToArray();
    }

    private static ProtobufWriter Tensor(string name, long[] shape)
    {
        var tensor = new ProtobufWriter();
        foreach (long side in shape)
        {
            tensor.Number(1, side);
        }

        return tensor.Number(2, Float).Text(8, name);
    }

    private static ProtobufWriter ValueInfo(string name, long[] shape, int elementType)
    {
        var dimensions = new ProtobufWriter();
        foreach (long side in shape)
        {
            dimensions.Message(1, side < 0 ? new ProtobufWriter().Text(2, "open") : new ProtobufWriter().Number(1, side));
        }

        ProtobufWriter tensorType = new ProtobufWriter().Number(1, elementType).Message(2, dimensions);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensorType));
    }
}
