using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace RetSam.Mutations;

/// <summary>What a file became, and where in it each mutant's copy of the code and each changed member stands.</summary>
internal sealed record Schema(string Text, IReadOnlyList<(int Id, TextSpan Span)> Copies, IReadOnlyList<(TextSpan Span, IReadOnlyList<int> Ids)> Members, IReadOnlyDictionary<string, IReadOnlyList<int>> Constants);

/// <summary>
/// Writes all mutants of a file into one text: every member that is changed becomes a switch between copies of its body, of which
/// <see cref="MutantSwitch"/> picks one. So one build serves all mutants, and a copy that does not compile can be left out alone.
/// </summary>
internal static class SchemaWriter
{
    private sealed record Edit(TextSpan Span, string Text, IReadOnlyList<(int Id, TextSpan Span)> Copies, IReadOnlyList<int> Ids);

    /// <summary>The file with the mutants in it; those that stand where no switch can are left out, and so have no copy.</summary>
    public static Schema Write(SyntaxTree tree, IReadOnlyList<(int Id, Mutant Mutant)> mutants)
    {
        SyntaxNode root = tree.GetRoot();
        SourceText text = tree.GetText();
        var edits = new List<Edit>();
        var constants = new Dictionary<string, IReadOnlyList<int>>();
        foreach (IGrouping<SyntaxNode?, (int Id, Mutant Mutant)> group in mutants.GroupBy(m => Holder(root, m.Mutant.Span)))
        {
            (int Id, Mutant Mutant)[] held = [.. group];
            switch (group.Key)
            {
                case BlockSyntax block:
                    edits.Add(Switch(text, block, held));
                    break;
                case ArrowExpressionClauseSyntax arrow:
                    edits.Add(Switch(text, arrow, held));
                    break;
                case EqualsValueClauseSyntax initializer:
                    edits.Add(Choose(text, initializer.Value, held));
                    if (initializer.Parent?.Parent?.Parent is FieldDeclarationSyntax field && field.Modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.ConstKeyword)) is { Span.Length: > 0 } constant)
                    {
                        edits.Add(new Edit(constant.Span, "static readonly", [], []));
                        constants[((VariableDeclaratorSyntax)initializer.Parent).Identifier.ValueText] = [.. held.Select(m => m.Id)];
                    }

                    break;
            }
        }

        return Apply(text, [.. edits.DistinctBy(e => e.Span).OrderBy(e => e.Span.Start)], constants);
    }

    /// <summary>The outermost body or initial value that holds a span.</summary>
    private static SyntaxNode? Holder(SyntaxNode root, TextSpan span) => root.FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf()
        .LastOrDefault(n => n is BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax }
            or ArrowExpressionClauseSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax }
            or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } });

    private static Edit Switch(SourceText text, BlockSyntax block, (int Id, Mutant Mutant)[] mutants)
    {
        var marks = mutants.Select(m => (Position: Statement(block, m.Mutant.Span), m.Id)).GroupBy(m => m.Position).OrderByDescending(g => g.Key);
        var original = new StringBuilder(text.ToString(block.Span));
        foreach (var mark in marks)
        {
            original.Insert(mark.Key - block.SpanStart, string.Concat(mark.Select(m => Reach(m.Id))));
        }

        return Switch(block.Span, mutants, m => Replace(text, block.Span, m), original.ToString(), "{ ", " }");
    }

    private static Edit Switch(SourceText text, ArrowExpressionClauseSyntax arrow, (int Id, Mutant Mutant)[] mutants)
    {
        bool isVoid = arrow.Parent is ConstructorDeclarationSyntax or MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } }
            or AccessorDeclarationSyntax { Keyword.ValueText: not "get" };
        string Statement(string value) => isVoid || value.StartsWith("throw ", StringComparison.Ordinal) ? $"{{ {value}; }}" : $"{{ return {value}; }}";
        bool property = arrow.Parent is BasePropertyDeclarationSyntax;
        string marks = string.Concat(mutants.Select(m => Reach(m.Id)));
        TextSpan value = arrow.Expression.Span;
        // The semicolon goes too.
        SyntaxToken end = arrow.GetLastToken().GetNextToken();
        return Switch(TextSpan.FromBounds(arrow.SpanStart, end.Span.End), mutants, m => Statement(Replace(text, value, m)),
            $"{{ {marks} {Statement(text.ToString(value))} }}", property ? "{ get { " : "{ ", property ? " } }" : " }");
    }

    private static Edit Switch(TextSpan span, (int Id, Mutant Mutant)[] mutants, Func<Mutant, string> body, string original, string open, string close)
    {
        var written = new StringBuilder(open).Append("switch (global::RetSam.Mutations.MutantSwitch.Active) { ");
        var copies = new List<(int Id, TextSpan Span)>();
        foreach ((int id, Mutant mutant) in mutants)
        {
            string copy = body(mutant);
            written.Append(CultureInfo.InvariantCulture, $"case {id}: ");
            copies.Add((id, new TextSpan(written.Length, copy.Length)));
            written.Append(copy).Append(" break; ");
        }

        written.Append("default: ").Append(original).Append(" break; }").Append(close);
        return new Edit(span, written.ToString(), copies, [.. mutants.Select(m => m.Id)]);
    }

    private static Edit Choose(SourceText text, ExpressionSyntax value, (int Id, Mutant Mutant)[] mutants)
    {
        var written = new StringBuilder();
        var copies = new List<(int Id, TextSpan Span)>();
        foreach ((int id, Mutant mutant) in mutants)
        {
            string copy = Replace(text, value.Span, mutant);
            written.Append(CultureInfo.InvariantCulture, $"global::RetSam.Mutations.MutantSwitch.Picks({id}) ? ");
            copies.Add((id, new TextSpan(written.Length, copy.Length)));
            written.Append(copy).Append(" : ");
        }

        written.Append(text.ToString(value.Span));
        return new Edit(value.Span, written.ToString(), copies, [.. mutants.Select(m => m.Id)]);
    }

    private static string Replace(SourceText text, TextSpan within, Mutant mutant) =>
        text.ToString(TextSpan.FromBounds(within.Start, mutant.Span.Start)) + mutant.Replacement + text.ToString(TextSpan.FromBounds(mutant.Span.End, within.End));

    private static string Reach(int id) => string.Create(CultureInfo.InvariantCulture, $"global::RetSam.Mutations.MutantSwitch.Reach({id}); ");

    /// <summary>Where the statement that holds a span begins, or the body where it is a local function, which no flow passes.</summary>
    private static int Statement(BlockSyntax block, TextSpan span)
    {
        StatementSyntax? statement = block.FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf().TakeWhile(n => n != block)
            .OfType<StatementSyntax>().FirstOrDefault(s => s.Parent is BlockSyntax or SwitchSectionSyntax);
        return statement is null or LocalFunctionStatementSyntax ? block.OpenBraceToken.Span.End : statement.SpanStart;
    }

    private static Schema Apply(SourceText text, List<Edit> edits, Dictionary<string, IReadOnlyList<int>> constants)
    {
        var written = new StringBuilder();
        var copies = new List<(int Id, TextSpan Span)>();
        var members = new List<(TextSpan Span, IReadOnlyList<int> Ids)>();
        int from = 0;
        foreach (Edit edit in edits)
        {
            written.Append(text.ToString(TextSpan.FromBounds(from, edit.Span.Start)));
            int at = written.Length;
            copies.AddRange(edit.Copies.Select(c => (c.Id, new TextSpan(at + c.Span.Start, c.Span.Length))));
            members.Add((new TextSpan(at, edit.Text.Length), edit.Ids));
            written.Append(edit.Text);
            from = edit.Span.End;
        }

        written.Append(text.ToString(TextSpan.FromBounds(from, text.Length)));
        return new Schema(written.ToString(), copies, members, constants);
    }
}
