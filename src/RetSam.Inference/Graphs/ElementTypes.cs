using System.Globalization;

namespace RetSam.Inference;

/// <summary>Names for the numbers that ONNX gives to types of elements (TensorProto.DataType).</summary>
internal static class ElementTypes
{
    private static readonly string[] Names =
    [
        "undefined", GraphTensor.Float32, "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "float64",
        "uint32", "uint64", "complex64", "complex128", "bfloat16",
    ];

    /// <summary>Bytes an element; 0 for texts.</summary>
    private static readonly int[] Sizes = [0, 4, 1, 1, 2, 2, 4, 8, 0, 1, 2, 8, 4, 8, 8, 16, 2];

    /// <summary>The bytes that elements take; <see langword="null"/> for types whose elements have no size of their own.</summary>
    public static long? BytesOf(ulong type, long elements) => type < (ulong)Sizes.Length && Sizes[type] > 0 ? Sizes[type] * elements : null;

    public static string NameOf(ulong type) => type < (ulong)Names.Length ? Names[type] : string.Create(CultureInfo.InvariantCulture, $"type {type}");
}
