namespace RetSam.Inference;

/// <summary>
/// Refuses operators that are not part of ONNX Runtime, because their libraries would have to be loaded, and nodes that load compiled
/// blobs from disk.
/// </summary>
internal static class OnnxGraphCheck
{
    private static readonly string[] KnownDomains = ["ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc"];

    public static void Run(ModelGraph graph, Action<ModelPackageException> fault)
    {
        string[] foreign =
        [
            .. graph.Operators.Select(o => o.Domain).Distinct().Except(KnownDomains).Except(graph.FunctionDomains),
        ];
        if (foreign.Length > 0)
        {
            fault(new ModelPackageException(
                $"The ONNX graph uses operators of {string.Join(", ", foreign.Take(4).Select(d => $"'{PrintableText.Of(d)}'"))}, which ONNX Runtime "
                + "does not have built in. Custom operator libraries are never loaded; export the model with standard operators."));
        }

        if (graph.Operators.Any(o => o is { Domain: "com.microsoft", Type: "EPContext" }))
        {
            fault(new ModelPackageException("The ONNX graph holds an EPContext node, which loads compiled code; export the plain model."));
        }
    }
}
