using System.Text.RegularExpressions;
using RetSam.Docs.Tests.Pages;

namespace RetSam.Docs.Tests.CommandLines;

/// <summary>The commands in a page's blocks for the shell.</summary>
internal static partial class ShellCommands
{
    /// <summary>Each command with its line: comments left out, lines joined that end in a backslash, <c>a|b</c> as one command for each.</summary>
    public static IEnumerable<(int Line, string[] Words)> On(DocumentationPage page)
        => page.CodeBlocks.Where(b => b.Language is "" or "sh" or "bash").SelectMany(In);

    private static IEnumerable<(int Line, string[] Words)> In(CodeBlock block)
    {
        string[] lines = block.Text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            int first = i;
            string command = lines[i];
            while (command.TrimEnd().EndsWith('\\') && i + 1 < lines.Length)
            {
                command = command.TrimEnd().TrimEnd('\\') + lines[++i];
            }

            foreach (string[] words in Alternatives(Words().Matches(command).Select(m => m.Value).TakeWhile(w => !w.StartsWith('#')).ToArray()))
            {
                yield return (block.Line + first, [.. words.Select(w => w.Trim('"', '\''))]);
            }
        }
    }

    private static IEnumerable<string[]> Alternatives(string[] words)
    {
        int choice = Array.FindIndex(words, w => Choice().IsMatch(w));
        return choice < 0
            ? words.Length == 0 ? [] : [words]
            : words[choice].Split('|').Select(one => (string[])[.. words[..choice], one, .. words[(choice + 1)..]]);
    }

    [GeneratedRegex(@"""[^""]*""|'[^']*'|\S+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^\w+(\|\w+)+$")]
    private static partial Regex Choice();
}
