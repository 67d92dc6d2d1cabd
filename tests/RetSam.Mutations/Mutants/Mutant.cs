using Microsoft.CodeAnalysis.Text;

namespace RetSam.Mutations;

/// <summary>One small change of one file's text.</summary>
/// <param name="File">The file, relative to the library's folder, with forward slashes.</param>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Source">That line, trimmed.</param>
/// <param name="Span">What is replaced.</param>
/// <param name="Original">The text replaced.</param>
/// <param name="Replacement">What stands there instead.</param>
internal sealed record Mutant(string File, int Line, string Source, TextSpan Span, string Original, string Replacement)
{
    /// <summary>The change in words, on one line.</summary>
    public string Change => $"{OneLine(Original)} -> {(Replacement == ";" ? "(removed)" : OneLine(Replacement))}";

    public override string ToString() => $"{File}:{Line}: {Change}";

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
