using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace RetSam.Inference;

/// <summary>Holds the graph's inputs and outputs to what the manifest says of them. Dimensions that the graph leaves open fit anything.</summary>
internal static class GraphShapeCheck
{
    /// <summary>Checks names, element types and shapes.</summary>
    /// <returns>Whether the graph leaves any of the dimensions open, so that only a run can tell.</returns>
    /// <exception cref="ModelPackageException">Something does not fit; the message names the manifest's field.</exception>
    public static bool Run(InferenceSession session, ModelManifest manifest)
    {
        bool isOpen = CheckInput(session.InputMetadata, manifest.Input);
        for (int i = 0; i < manifest.Outputs.Count; i++)
        {
            isOpen |= CheckOutput(session.OutputMetadata, manifest.Outputs[i], $"$.outputs[{i}]");
        }

        return isOpen;
    }

    public static long[] InputShape(ModelInput input) => [1, 3, input.Height, input.Width];

    public static long[] OutputShape(ModelOutput output)
        => output.Kind == OutputKind.Coordinates ? [1, output.Length] : [1, output.Channels.Count, output.Height, output.Width];

    private static bool CheckInput(IReadOnlyDictionary<string, NodeMetadata> inputs, ModelInput input)
    {
        if (!inputs.TryGetValue(input.Name, out NodeMetadata? node))
        {
            throw ModelPackageException.At("$.input.name", $"the manifest says '{JsonField.Printable(input.Name)}'; the graph's inputs are {Names(inputs.Keys)}.");
        }

        if (inputs.Count != 1)
        {
            throw ModelPackageException.At("$.input", $"the graph has {inputs.Count} inputs ({Names(inputs.Keys)}); a model has one.");
        }

        return CheckShape(
            node, InputShape(input), "$.input.name", $"the graph's input '{JsonField.Printable(input.Name)}'", ["$.input", "$.input.channels", "$.input.height", "$.input.width"]);
    }

    private static bool CheckOutput(IReadOnlyDictionary<string, NodeMetadata> outputs, ModelOutput output, string path)
    {
        if (!outputs.TryGetValue(output.Name, out NodeMetadata? node))
        {
            throw ModelPackageException.At($"{path}.name", $"the manifest says '{JsonField.Printable(output.Name)}'; the graph's outputs are {Names(outputs.Keys)}.");
        }

        string[] fields = output.Kind == OutputKind.Coordinates
            ? [path, $"{path}.confidence"]
            : [path, $"{path}.channels", $"{path}.height", $"{path}.width"];
        return CheckShape(node, OutputShape(output), $"{path}.name", $"the graph's output '{JsonField.Printable(output.Name)}'", fields);
    }

    private static bool CheckShape(NodeMetadata node, long[] expected, string nameField, string what, string[] fields)
    {
        if (!node.IsTensor || node.ElementDataType != TensorElementType.Float)
        {
            throw ModelPackageException.At(nameField, $"{what} is {(node.IsTensor ? $"of {node.ElementDataType}" : "no tensor")}; a tensor of 32-bit floats is expected.");
        }

        int[] found = node.Dimensions;
        if (found.Length != expected.Length)
        {
            throw ModelPackageException.At(fields[0], $"{what} is {Shape(found)}; the manifest makes it {string.Join('x', expected)}.");
        }

        bool isOpen = false;
        for (int i = 0; i < found.Length; i++)
        {
            isOpen |= found[i] < 0;
            if (found[i] >= 0 && found[i] != expected[i])
            {
                throw ModelPackageException.At(fields[i], $"{what} is {Shape(found)}; the manifest makes it {string.Join('x', expected)}.");
            }
        }

        return isOpen;
    }

    private static string Shape(int[] dimensions) => dimensions.Length == 0 ? "a single number" : string.Join('x', dimensions.Select(d => d < 0 ? "?" : d.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Take(8).Select(n => $"'{JsonField.Printable(n)}'"));
}
