using System.Globalization;

namespace RetSam.Inference;

/// <summary>Settings as ONNX Runtime's providers read them.</summary>
internal static class ProviderText
{
    public static string Flag(bool value) => value ? "1" : "0";

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
