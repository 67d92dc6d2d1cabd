using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RetSam.Docs.Tests.Pages;

namespace RetSam.Docs.Tests.Code;

/// <summary>A block of C# as a program that a compiler takes: its statements in a method, its types beside it, its usings on top.</summary>
internal static class Snippet
{
    /// <summary>The method that holds a block's statements.</summary>
    public const string MethodName = "RunAsync";

    /// <summary>The class around it.</summary>
    public const string ClassName = "Block";

    /// <summary>The usings that every console application has.</summary>
    private const string ImplicitUsings =
        """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        """;

    /// <summary>Wraps a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="usingsAbove">The usings of the blocks above it on the page, which is read from the top.</param>
    public static string Wrap(CodeBlock block, IReadOnlyCollection<string> usingsAbove)
    {
        CompilationUnitSyntax unit = Parse(block);
        string[] own = Usings(unit);
        var program = new StringBuilder(ImplicitUsings).AppendLine();
        foreach (string line in usingsAbove.Except(own))
        {
            program.AppendLine(line);
        }

        foreach (UsingDirectiveSyntax line in unit.Usings)
        {
            Append(program, block, line);
        }

        program.AppendLine($$"""public sealed class {{ClassName}} : {{typeof(Prelude).FullName}} { public static async global::System.Threading.Tasks.Task {{MethodName}}() { await global::System.Threading.Tasks.Task.CompletedTask;""");
        foreach (MemberDeclarationSyntax statement in unit.Members.Where(m => m is GlobalStatementSyntax))
        {
            Append(program, block, statement);
        }

        program.AppendLine("} }");
        foreach (MemberDeclarationSyntax type in unit.Members.Where(m => m is not GlobalStatementSyntax))
        {
            Append(program, block, type);
        }

        return program.ToString();
    }

    /// <summary>The usings that a block writes.</summary>
    public static string[] Usings(CodeBlock block) => Usings(Parse(block));

    private static string[] Usings(CompilationUnitSyntax unit) => [.. unit.Usings.Select(u => u.ToString())];

    private static CompilationUnitSyntax Parse(CodeBlock block) => (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(block.Text).GetRoot();

    /// <summary>Appends a piece of the block under the page's name and line, so that a message names those.</summary>
    private static void Append(StringBuilder program, CodeBlock block, SyntaxNode piece)
    {
        int line = block.Line + piece.SyntaxTree.GetLineSpan(piece.FullSpan).StartLinePosition.Line;
        program.AppendLine().AppendLine($"#line {line} \"{block.Page}\"").AppendLine(piece.ToFullString().TrimEnd());
    }
}
