namespace RetSam.Inference;

/// <summary>
/// Reads from an ONNX file what a package is judged by, before ONNX Runtime sees it. The file is hostile until shown otherwise: lengths,
/// nesting and counts are bounded, and whatever is wrong is a <see cref="ModelPackageException"/>. Field numbers are those of onnx.proto.
/// </summary>
internal sealed class OnnxReader
{
    /// <summary>Graphs nest through If, Loop and Scan; real ones a few levels deep.</summary>
    private const int MaxDepth = 32;

    /// <summary>Nodes, tensors and values together; the largest published models have some ten thousand.</summary>
    private const int MaxItems = 1_000_000;

    private readonly List<GraphTensor> _inputs = [];
    private readonly List<GraphTensor> _outputs = [];
    private readonly HashSet<string> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Domain, string Type), int> _operators = [];
    private readonly List<ExternalTensor> _external = [];
    private readonly HashSet<string> _functionDomains = new(StringComparer.Ordinal);
    private long _parameters;
    private int _items;

    /// <exception cref="ModelPackageException">The file is no ONNX model for inference.</exception>
    public static ModelGraph Read(ReadOnlySpan<byte> model)
    {
        try
        {
            return new OnnxReader().Model(model);
        }
        catch (FormatException cause)
        {
            throw new ModelPackageException($"The weights are no ONNX file that can be read: {cause.Message}", cause);
        }
    }

    private ModelGraph Model(ReadOnlySpan<byte> model)
    {
        int graphs = 0;
        var reader = new ProtobufReader(model);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 7 when reader.IsBytes: // graph
                    graphs++;
                    Graph(reader.Bytes, 0);
                    break;
                case 20 when reader.IsBytes: // training_info
                    throw new ModelPackageException("The ONNX file carries training graphs; export it for inference.");
                case 25 when reader.IsBytes: // functions
                    Function(reader.Bytes);
                    break;
            }
        }

        // Protobuf would merge several into one that nobody exported.
        if (graphs != 1)
        {
            throw new ModelPackageException(graphs == 0 ? "The weights are no ONNX file: they hold no graph." : $"The weights are no ONNX file: they hold {graphs} graphs.");
        }

        return new ModelGraph(
            [.. _inputs.Where(i => !_initializers.Contains(i.Name))],
            _outputs,
            [.. _operators
                .OrderBy(o => o.Key.Domain, StringComparer.Ordinal).ThenBy(o => o.Key.Type, StringComparer.Ordinal)
                .Select(o => new GraphOperator(o.Key.Domain, o.Key.Type, o.Value))],
            _parameters,
            _external,
            _functionDomains);
    }

    private void Graph(ReadOnlySpan<byte> graph, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException($"its graphs are nested more than {MaxDepth} deep.");
        }

        var reader = new ProtobufReader(graph);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1 when reader.IsBytes: // node
                    Node(reader.Bytes, depth);
                    break;
                case 5 when reader.IsBytes: // initializer
                    Initializer(Tensor(reader.Bytes), depth);
                    break;
                case 15 when reader.IsBytes: // sparse_initializer
                    Initializer(SparseTensor(reader.Bytes), depth);
                    break;
                case 11 when reader.IsBytes && depth == 0: // input
                    _inputs.Add(Value(reader.Bytes));
                    break;
                case 12 when reader.IsBytes && depth == 0: // output
                    _outputs.Add(Value(reader.Bytes));
                    break;
            }
        }
    }

    private void Node(ReadOnlySpan<byte> node, int depth)
    {
        Count();
        string domain = "";
        string type = "";
        var reader = new ProtobufReader(node);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 4 when reader.IsBytes: // op_type
                    type = reader.Text;
                    break;
                case 5 when reader.IsBytes: // attribute
                    Attribute(reader.Bytes, depth);
                    break;
                case 7 when reader.IsBytes: // domain
                    domain = reader.Text;
                    break;
            }
        }

        (string, string) key = (domain.Length == 0 ? "ai.onnx" : domain, type);
        _operators[key] = _operators.GetValueOrDefault(key) + 1;
    }

    private void Attribute(ReadOnlySpan<byte> attribute, int depth)
    {
        var reader = new ProtobufReader(attribute);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 5 or 10 when reader.IsBytes: // t, tensors
                    Tensor(reader.Bytes);
                    break;
                case 6 or 11 when reader.IsBytes: // g, graphs
                    Graph(reader.Bytes, depth + 1);
                    break;
                case 22 or 23 when reader.IsBytes: // sparse_tensor, sparse_tensors
                    SparseTensor(reader.Bytes);
                    break;
            }
        }
    }

    private void Function(ReadOnlySpan<byte> function)
    {
        string domain = "";
        var reader = new ProtobufReader(function);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 7 when reader.IsBytes: // node
                    Node(reader.Bytes, 0);
                    break;
                case 10 when reader.IsBytes: // domain
                    domain = reader.Text;
                    break;
                case 11 when reader.IsBytes: // attribute_proto
                    Attribute(reader.Bytes, 0);
                    break;
            }
        }

        _functionDomains.Add(domain);
    }

    private (string Name, long Elements) SparseTensor(ReadOnlySpan<byte> sparse)
    {
        (string Name, long Elements) values = ("", 0);
        var reader = new ProtobufReader(sparse);
        while (reader.Next())
        {
            if (reader.Field is 1 or 2 && reader.IsBytes) // values, indices
            {
                (string, long) tensor = Tensor(reader.Bytes);
                values = reader.Field == 1 ? tensor : values;
            }
        }

        return values;
    }

    private (string Name, long Elements) Tensor(ReadOnlySpan<byte> tensor)
    {
        Count();
        string name = "";
        string location = "";
        long offset = 0;
        long? length = null;
        bool isExternal = false;
        ulong type = 0;
        var dimensions = new List<long>();
        var reader = new ProtobufReader(tensor);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: // dims
                    reader.AddNumbersTo(dimensions);
                    break;
                case 2 when !reader.IsBytes: // data_type
                    type = reader.Number;
                    break;
                case 8 when reader.IsBytes: // name
                    name = reader.Text;
                    break;
                case 13 when reader.IsBytes: // external_data
                    isExternal = true;
                    ExternalEntry(reader.Bytes, ref location, ref offset, ref length);
                    break;
                case 14 when !reader.IsBytes: // data_location
                    isExternal |= reader.Number != 0;
                    break;
            }
        }

        long elements = Product(dimensions);
        if (isExternal)
        {
            _external.Add(new ExternalTensor(name, location, offset, length ?? ElementTypes.BytesOf(type, elements)));
        }

        return (name, elements);
    }

    private static void ExternalEntry(ReadOnlySpan<byte> entry, ref string location, ref long offset, ref long? length)
    {
        string key = "";
        string value = "";
        var reader = new ProtobufReader(entry);
        while (reader.Next())
        {
            key = reader.Field == 1 && reader.IsBytes ? reader.Text : key;
            value = reader.Field == 2 && reader.IsBytes ? reader.Text : value;
        }

        switch (key)
        {
            case "location":
                location = value;
                break;
            case "offset":
                offset = Number(value, key);
                break;
            case "length":
                length = Number(value, key);
                break;
        }
    }

    private GraphTensor Value(ReadOnlySpan<byte> value)
    {
        Count();
        string name = "";
        string type = GraphTensor.NoTensor;
        List<long?>? dimensions = null;
        var reader = new ProtobufReader(value);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1 when reader.IsBytes: // name
                    name = reader.Text;
                    break;
                case 2 when reader.IsBytes: // type
                    var types = new ProtobufReader(reader.Bytes);
                    while (types.Next())
                    {
                        if (types.Field == 1 && types.IsBytes) // tensor_type
                        {
                            TensorType(types.Bytes, ref type, ref dimensions);
                        }
                    }

                    break;
            }
        }

        return new GraphTensor(name, type, dimensions);
    }

    private void TensorType(ReadOnlySpan<byte> tensorType, ref string type, ref List<long?>? dimensions)
    {
        var reader = new ProtobufReader(tensorType);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1 when !reader.IsBytes: // elem_type
                    type = ElementTypes.NameOf(reader.Number);
                    break;
                case 2 when reader.IsBytes: // shape
                    dimensions = Dimensions(reader.Bytes);
                    break;
            }
        }
    }

    private List<long?> Dimensions(ReadOnlySpan<byte> shape)
    {
        var dimensions = new List<long?>();
        var reader = new ProtobufReader(shape);
        while (reader.Next())
        {
            if (reader.Field == 1 && reader.IsBytes) // dim
            {
                Count();
                long? size = null;
                var dimension = new ProtobufReader(reader.Bytes);
                while (dimension.Next())
                {
                    size = dimension.Field == 1 && !dimension.IsBytes && (long)dimension.Number >= 0 ? (long)dimension.Number : size; // dim_value
                }

                dimensions.Add(size);
            }
        }

        return dimensions;
    }

    private void Initializer((string Name, long Elements) tensor, int depth)
    {
        _parameters = checked(_parameters + tensor.Elements);
        if (depth == 0)
        {
            _initializers.Add(tensor.Name);
        }
    }

    private void Count()
    {
        if (++_items > MaxItems)
        {
            throw new FormatException($"it holds more than {MaxItems} nodes, tensors and values.");
        }
    }

    /// <summary>At most 2^40, so that no sum over <see cref="MaxItems"/> overflows.</summary>
    private static long Product(List<long> dimensions)
    {
        Int128 product = 1;
        foreach (long dimension in dimensions)
        {
            product *= dimension;
            if (dimension < 0 || product > 1L << 40)
            {
                throw new FormatException("a tensor has an impossible shape.");
            }
        }

        return (long)product;
    }

    private static long Number(string text, string what)
        => long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new FormatException($"the {what} of a tensor in another file is '{PrintableText.Of(text)}'.");
}
