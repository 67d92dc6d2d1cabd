using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace RetSam.Docs.Tests.Pages;

/// <summary>
/// What an HTML comment directly before a block, which no reader sees, says of it: <c>not compiled: REASON</c>, or <c>run</c> for a block
/// that is a whole program on the sample photograph.
/// </summary>
/// <param name="NotCompiled">Why the block cannot be compiled here; <see langword="null"/> when it can.</param>
/// <param name="Runs">Whether the block is run too.</param>
internal sealed partial record Directive(string? NotCompiled, bool Runs)
{
    private static readonly Directive None = new(null, false);

    public static Directive Of(HtmlBlock? comment)
    {
        if (comment is null || !Comment().Match(comment.Lines.ToString()).TryGetValue(out string text))
        {
            return None;
        }

        return text == "run" ? new Directive(null, true)
            : NotCompiledComment().Match(text).TryGetValue(out string reason) ? new Directive(reason, false)
            : None;
    }

    [GeneratedRegex(@"^<!--\s*(.+?)\s*-->\s*$", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("^not compiled: (.+)$", RegexOptions.Singleline)]
    private static partial Regex NotCompiledComment();
}

/// <summary>The one group of a match.</summary>
internal static class MatchExtensions
{
    public static bool TryGetValue(this Match match, out string value)
    {
        value = match.Groups[1].Value;
        return match.Success;
    }
}
