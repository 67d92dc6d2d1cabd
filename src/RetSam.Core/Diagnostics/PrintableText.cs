namespace RetSam;

/// <summary>Text from outside as it may stand in a message, which goes into logs and onto terminals.</summary>
internal static class PrintableText
{
    /// <summary>The beginning of a text, control characters replaced: nothing in it can begin a line or move a terminal's cursor.</summary>
    public static string Of(string text, int longest = 60)
        => string.Concat(text.Take(longest).Select(c => char.IsControl(c) ? '?' : c)) + (text.Length > longest ? "..." : "");
}
