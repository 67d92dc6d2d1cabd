using System.Globalization;

namespace RetSam.Inference;

/// <summary>Settings: which are sensible, and how ONNX Runtime's providers read them.</summary>
internal static class ProviderValue
{
    public static string Flag(bool value) => value ? "1" : "0";

    /// <exception cref="ArgumentOutOfRangeException">There is a number and it is not positive.</exception>
    public static long? PositiveOrNull(long? value)
    {
        if (value is { } number)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number, nameof(value));
        }

        return value;
    }

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
