using System.Globalization;
using System.Text.RegularExpressions;

namespace RetSam.Docs.Tests;

/// <summary>
/// Compares what a page says a program prints with what it printed. Words must be the same. Numbers may differ by a fiftieth: ONNX Runtime
/// does not promise the same bits on every processor, and masks may differ in single pixels.
/// </summary>
internal static partial class PrintedText
{
    public static bool Agree(string expected, string printed)
    {
        string[] wanted = Split(expected);
        string[] found = Split(printed);
        return wanted.Length == found.Length && wanted.Zip(found).All(pair => Agrees(pair.First, pair.Second));
    }

    private static string[] Split(string text) => [.. Parts().Matches(text).Select(m => m.Value)];

    private static bool Agrees(string wanted, string found)
        => wanted == found || (Number(wanted) is { } a && Number(found) is { } b && Math.Abs(a - b) <= 0.02 * Math.Max(Math.Abs(a), Math.Abs(b)));

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    [GeneratedRegex(@"\d+(\.\d+)?|[^\s\d]+")]
    private static partial Regex Parts();
}
