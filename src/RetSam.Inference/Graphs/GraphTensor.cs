using System.Globalization;

namespace RetSam.Inference;

/// <summary>An input or output of a graph, as the ONNX file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">What its numbers are, such as <c>float32</c>; <c>no tensor</c> for sequences, maps and the like.</param>
/// <param name="Dimensions">Its shape, <see langword="null"/> where a dimension is left open; the whole is <see langword="null"/> where the file tells no shape.</param>
public sealed record GraphTensor(string Name, string ElementType, IReadOnlyList<long?>? Dimensions)
{
    internal const string Float32 = "float32";
    internal const string NoTensor = "no tensor";

    /// <summary>The shape as <c>1x3x640x640</c>, with <c>?</c> for what is left open.</summary>
    public string Shape => Dimensions switch
    {
        null => "of unknown shape",
        { Count: 0 } => "a single number",
        _ => string.Join('x', Dimensions.Select(d => d?.ToString(CultureInfo.InvariantCulture) ?? "?")),
    };
}
