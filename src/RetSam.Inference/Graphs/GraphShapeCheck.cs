using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>
/// Holds a graph's inputs and outputs to what the manifest says of them: first as the file declares them, then as ONNX Runtime works
/// them out, because a file may say one thing and compute another. Dimensions that are left open fit anything.
/// </summary>
internal static class GraphShapeCheck
{
    /// <summary>Checks what the file declares.</summary>
    public static void Run(ModelGraph graph, ModelManifest manifest, Action<ModelPackageException> fault)
    {
        Try(() => CheckInput(graph.Inputs, manifest.Input), fault);
        for (int i = 0; i < manifest.Outputs.Count; i++)
        {
            int index = i;
            Try(() => CheckOutput(graph.Outputs, manifest.Outputs[index], $"$.outputs[{index}]"), fault);
        }
    }

    /// <summary>Checks what ONNX Runtime worked out.</summary>
    /// <param name="session">The session.</param>
    /// <param name="manifest">The whole manifest, so that paths are right.</param>
    /// <param name="heads">The outputs that the session still has.</param>
    /// <returns>Whether any dimension is left open, so that only a run can tell.</returns>
    /// <exception cref="ModelPackageException">Something does not fit; the message names the manifest's field.</exception>
    public static bool Run(InferenceSession session, ModelManifest manifest, IReadOnlyList<ModelOutput> heads)
    {
        bool isOpen = CheckInput([.. session.InputMetadata.Select(ToTensor)], manifest.Input);
        GraphTensor[] outputs = [.. session.OutputMetadata.Select(ToTensor)];
        for (int i = 0; i < manifest.Outputs.Count; i++)
        {
            if (heads.Contains(manifest.Outputs[i]))
            {
                isOpen |= CheckOutput(outputs, manifest.Outputs[i], $"$.outputs[{i}]");
            }
        }

        return isOpen;
    }

    public static long[] InputShape(ModelInput input) => [1, 3, input.Height, input.Width];

    public static long[] OutputShape(ModelOutput output)
        => output.Kind == OutputKind.Coordinates ? [1, output.Length] : [1, output.Channels.Count, output.Height, output.Width];

    private static bool CheckInput(IReadOnlyList<GraphTensor> inputs, ModelInput input)
    {
        GraphTensor found = inputs.FirstOrDefault(i => i.Name == input.Name)
            ?? throw ModelPackageException.At("$.input.name", $"the manifest says '{PrintableText.Of(input.Name)}'; the graph's inputs are {Names(inputs)}.");
        if (inputs.Count != 1)
        {
            throw ModelPackageException.At("$.input", $"the graph has {inputs.Count} inputs ({Names(inputs)}); a model has one.");
        }

        return CheckShape(
            found, InputShape(input), "$.input.name", $"the graph's input '{PrintableText.Of(input.Name)}'", ["$.input", "$.input.channels", "$.input.height", "$.input.width"]);
    }

    private static bool CheckOutput(IReadOnlyList<GraphTensor> outputs, ModelOutput output, string path)
    {
        GraphTensor found = outputs.FirstOrDefault(o => o.Name == output.Name)
            ?? throw ModelPackageException.At($"{path}.name", $"the manifest says '{PrintableText.Of(output.Name)}'; the graph's outputs are {Names(outputs)}.");
        string[] fields = output.Kind == OutputKind.Coordinates
            ? [path, $"{path}.confidence"]
            : [path, $"{path}.channels", $"{path}.height", $"{path}.width"];
        return CheckShape(found, OutputShape(output), $"{path}.name", $"the graph's output '{PrintableText.Of(output.Name)}'", fields);
    }

    private static bool CheckShape(GraphTensor found, long[] expected, string nameField, string what, string[] fields)
    {
        if (found.ElementType != GraphTensor.Float32)
        {
            throw ModelPackageException.At(nameField, $"{what} is {(found.ElementType == GraphTensor.NoTensor ? "" : "of ")}{found.ElementType}; a tensor of 32-bit floats is expected.");
        }

        if (found.Dimensions is not { } dimensions)
        {
            return true;
        }

        if (dimensions.Count != expected.Length)
        {
            throw ModelPackageException.At(fields[0], $"{what} is {found.Shape}; the manifest makes it {string.Join('x', expected)}.");
        }

        bool isOpen = false;
        for (int i = 0; i < expected.Length; i++)
        {
            isOpen |= dimensions[i] is null;
            if (dimensions[i] is long size && size != expected[i])
            {
                throw ModelPackageException.At(fields[i], $"{what} is {found.Shape}; the manifest makes it {string.Join('x', expected)}.");
            }
        }

        return isOpen;
    }

    private static GraphTensor ToTensor(KeyValuePair<string, NodeMetadata> node) => node.Value.IsTensor
        ? new GraphTensor(node.Key, ElementTypes.NameOf((ulong)node.Value.ElementDataType), [.. node.Value.Dimensions.Select(d => d < 0 ? null : (long?)d)])
        : new GraphTensor(node.Key, GraphTensor.NoTensor, null);

    private static void Try(Action check, Action<ModelPackageException> fault)
    {
        try
        {
            check();
        }
        catch (ModelPackageException found)
        {
            fault(found);
        }
    }

    private static string Names(IReadOnlyList<GraphTensor> tensors) => string.Join(", ", tensors.Take(8).Select(t => $"'{PrintableText.Of(t.Name)}'"));
}
