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

    public static string NameOf(ulong type) => type < (ulong)Names.Length ? Names[type] : string.Create(CultureInfo.InvariantCulture, $"type {type}");
}
