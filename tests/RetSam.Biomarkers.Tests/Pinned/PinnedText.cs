using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>Results as text: numbers with nine digits, objects by all that they show, masks and pictures by their bits.</summary>
internal static class PinnedText
{
    private const int Longest = 60;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Shown = new();

    /// <summary>Text that is long by its length and the start of its SHA-256.</summary>
    public static string Shorten(string text) => text.Length <= Longest && !text.Contains('\n') ? text : $"{text.Length} characters, {Digest(Encoding.UTF8.GetBytes(text))}";

    public static string Of(object? result)
    {
        var text = new StringBuilder();
        Append(text, result);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? result)
    {
        switch (result)
        {
            case null:
                text.Append('-');
                break;
            case string or Enum or RetinaClass or bool:
                text.Append(result);
                break;
            case double number:
                // A zero has no digits to compare by: what is left of rounding there may have either sign.
                text.Append(Math.Abs(number) < 1e-9 ? "0" : number.ToString("G9", CultureInfo.InvariantCulture));
                break;
            case float number:
                text.Append(number.ToString("G6", CultureInfo.InvariantCulture));
                break;
            case IFormattable number when number.GetType().IsPrimitive:
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case BinaryMask mask:
                text.Append(CultureInfo.InvariantCulture, $"{mask.Width}x{mask.Height}, {mask.CountPixels()} set, {Digest(MemoryMarshal.AsBytes(mask.Words))}");
                break;
            case FundusImage image:
                text.Append(CultureInfo.InvariantCulture, $"{image.Width}x{image.Height}, {Digest(image.Pixels)}");
                break;
            case ITuple tuple:
                Append(text, Enumerable.Range(0, tuple.Length).Select(i => tuple[i]));
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (object? item in items)
                {
                    Append(text, item);
                    text.Append(' ');
                }

                text.Append(']');
                break;
            default:
                text.Append('{');
                foreach (PropertyInfo property in Shown.GetOrAdd(result.GetType(), PropertiesOf))
                {
                    text.Append(property.Name).Append(':');
                    Append(text, property.GetValue(result));
                    text.Append(' ');
                }

                text.Append('}');
                break;
        }
    }

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

    /// <summary>What a type shows to everybody; spans cannot be read this way.</summary>
    private static PropertyInfo[] PropertiesOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike).OrderBy(p => p.Name, StringComparer.Ordinal)];
}
