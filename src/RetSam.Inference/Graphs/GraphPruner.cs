using System.Buffers;

namespace RetSam.Inference;

/// <summary>
/// Cuts an ONNX file to some of its outputs: nodes, initialisers and notes that none of them needs go, everything else stays byte for
/// byte as it is. ONNX Runtime computes whole graphs whichever outputs it is asked for; what is not in the graph costs nothing.
/// </summary>
internal static class GraphPruner
{
    private const uint GraphTag = 7 << 3 | 2;

    /// <param name="model">An ONNX file that <see cref="OnnxReader"/> has read, so that its nesting is bounded.</param>
    /// <param name="outputs">The names of the outputs to keep.</param>
    /// <exception cref="ModelPackageException">The file is damaged where the reader did not look.</exception>
    public static byte[] Keep(ReadOnlySpan<byte> model, IEnumerable<string> outputs)
    {
        try
        {
            return Cut(model, outputs);
        }
        catch (FormatException cause)
        {
            throw new ModelPackageException($"The ONNX graph cannot be cut to some of its outputs: {cause.Message}", cause);
        }
    }

    private static byte[] Cut(ReadOnlySpan<byte> model, IEnumerable<string> outputs)
    {
        var kept = new HashSet<string>(outputs, StringComparer.Ordinal);
        var result = new ArrayBufferWriter<byte>(Math.Max(1, model.Length));
        var reader = new ProtobufReader(model);
        while (reader.Next())
        {
            if (reader.Field == 7 && reader.IsBytes) // graph
            {
                ArrayBufferWriter<byte> graph = Graph(reader.Bytes, kept);
                WriteVarint(result, GraphTag);
                WriteVarint(result, (uint)graph.WrittenCount);
                result.Write(graph.WrittenSpan);
            }
            else
            {
                result.Write(reader.Raw);
            }
        }

        return result.WrittenSpan.ToArray();
    }

    private static ArrayBufferWriter<byte> Graph(ReadOnlySpan<byte> graph, HashSet<string> outputs)
    {
        GraphLinks links = GraphLinks.Read(graph);
        bool[] isNeeded = links.FindNeeded(outputs, out HashSet<string> names);
        var result = new ArrayBufferWriter<byte>(Math.Max(1, graph.Length));
        int node = 0;
        var reader = new ProtobufReader(graph);
        while (reader.Next())
        {
            bool keep = !reader.IsBytes || reader.Field switch
            {
                1 => isNeeded[node++],
                5 => names.Contains(GraphLinks.InitializerName(reader.Bytes)),
                15 => names.Contains(GraphLinks.SparseInitializerName(reader.Bytes)),
                // Old files list initialisers as inputs too; one whose initialiser goes would become an input that has to be given.
                11 => ProtobufReader.FindText(reader.Bytes, 1) is var input && (names.Contains(input) || !links.Initializers.Contains(input)),
                12 => outputs.Contains(ProtobufReader.FindText(reader.Bytes, 1)),
                13 => names.Contains(ProtobufReader.FindText(reader.Bytes, 1)), // value_info
                14 => names.Contains(ProtobufReader.FindText(reader.Bytes, 1)), // quantization_annotation
                _ => true,
            };
            if (keep)
            {
                result.Write(reader.Raw);
            }
        }

        return result;
    }

    private static void WriteVarint(ArrayBufferWriter<byte> writer, uint value)
    {
        Span<byte> bytes = writer.GetSpan(5);
        int count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        writer.Advance(count);
    }
}
