using System.Text;

namespace RetSam.Inference;

/// <summary>
/// Walks an ONNX file before ONNX Runtime sees it and refuses what a package must not hold: tensors that live in other files (ONNX
/// Runtime would open paths of the package's choosing), operators from libraries that are not part of ONNX Runtime, and nodes that
/// load compiled blobs from disk. Field numbers are those of onnx.proto3.
/// </summary>
internal static class OnnxGraphCheck
{
    /// <summary>Graphs nest through If, Loop and Scan; real ones a few levels deep.</summary>
    private const int MaxDepth = 32;

    private static readonly string[] KnownDomains = ["", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc"];

    /// <exception cref="ModelPackageException">The file is no ONNX model, or holds what is refused.</exception>
    public static void Run(ReadOnlySpan<byte> model)
    {
        var domains = new HashSet<string>(StringComparer.Ordinal);
        var functionDomains = new HashSet<string>(KnownDomains, StringComparer.Ordinal);
        bool hasGraph = false;
        try
        {
            var reader = new ProtobufReader(model);
            while (reader.Next())
            {
                switch (reader.Field)
                {
                    case 7 when reader.IsBytes: // graph
                        hasGraph = true;
                        Graph(reader.Bytes, domains, 0);
                        break;
                    case 20 when reader.IsBytes: // training_info
                        throw new ModelPackageException("The ONNX file carries training graphs; export it for inference.");
                    case 25 when reader.IsBytes: // functions
                        functionDomains.Add(Function(reader.Bytes, domains));
                        break;
                }
            }
        }
        catch (FormatException cause)
        {
            throw new ModelPackageException($"The weights are no ONNX file that can be read: {cause.Message}", cause);
        }

        if (!hasGraph)
        {
            throw new ModelPackageException("The weights are no ONNX file: they hold no graph.");
        }

        domains.ExceptWith(functionDomains);
        if (domains.Count > 0)
        {
            throw new ModelPackageException(
                $"The ONNX graph uses operators of {string.Join(", ", domains.Order(StringComparer.Ordinal).Take(4).Select(d => $"'{JsonField.Printable(d)}'"))}, which ONNX Runtime "
                + "does not have built in. Custom operator libraries are never loaded; export the model with standard operators.");
        }
    }

    private static void Graph(ReadOnlySpan<byte> graph, HashSet<string> domains, int depth)
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
                    Node(reader.Bytes, domains, depth);
                    break;
                case 5 when reader.IsBytes: // initializer
                    Tensor(reader.Bytes);
                    break;
                case 15 when reader.IsBytes: // sparse_initializer
                    SparseTensor(reader.Bytes);
                    break;
            }
        }
    }

    private static void Node(ReadOnlySpan<byte> node, HashSet<string> domains, int depth)
    {
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
                    Attribute(reader.Bytes, domains, depth);
                    break;
                case 7 when reader.IsBytes: // domain
                    domain = reader.Text;
                    break;
            }
        }

        domains.Add(domain);
        if (domain == "com.microsoft" && type == "EPContext")
        {
            throw new ModelPackageException("The ONNX graph holds an EPContext node, which loads compiled code; export the plain model.");
        }
    }

    private static void Attribute(ReadOnlySpan<byte> attribute, HashSet<string> domains, int depth)
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
                    Graph(reader.Bytes, domains, depth + 1);
                    break;
                case 22 or 23 when reader.IsBytes: // sparse_tensor, sparse_tensors
                    SparseTensor(reader.Bytes);
                    break;
            }
        }
    }

    private static string Function(ReadOnlySpan<byte> function, HashSet<string> domains)
    {
        string domain = "";
        var reader = new ProtobufReader(function);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 7 when reader.IsBytes: // node
                    Node(reader.Bytes, domains, 0);
                    break;
                case 10 when reader.IsBytes: // domain
                    domain = reader.Text;
                    break;
                case 11 when reader.IsBytes: // attribute_proto
                    Attribute(reader.Bytes, domains, 0);
                    break;
            }
        }

        return domain;
    }

    private static void SparseTensor(ReadOnlySpan<byte> sparse)
    {
        var reader = new ProtobufReader(sparse);
        while (reader.Next())
        {
            if (reader.Field is 1 or 2 && reader.IsBytes) // values, indices
            {
                Tensor(reader.Bytes);
            }
        }
    }

    private static void Tensor(ReadOnlySpan<byte> tensor)
    {
        string name = "";
        bool isExternal = false;
        var reader = new ProtobufReader(tensor);
        while (reader.Next())
        {
            name = reader.Field == 8 && reader.IsBytes ? reader.Text : name;
            isExternal |= reader.Field == 13 || (reader.Field == 14 && !reader.IsBytes && reader.Number != 0); // external_data, data_location
        }

        if (isExternal)
        {
            throw new ModelPackageException(
                $"The ONNX file keeps the tensor '{JsonField.Printable(name)}' in another file (external data). A package is one ONNX file; save the model with its tensors inside.");
        }
    }
}
