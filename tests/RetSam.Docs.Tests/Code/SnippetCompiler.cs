using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RetSam.Docs.Tests.Pages;

namespace RetSam.Docs.Tests.Code;

/// <summary>Compiles blocks against the libraries as they were built, with warnings as errors.</summary>
internal static class SnippetCompiler
{
    /// <summary>
    /// CS1998 and CS0219: a block may show one line of a method. CS8019: nor need it use all that a page uses. CS1701, CS1702: the framework's own
    /// assemblies speak of each other in several versions.
    /// </summary>
    private static readonly string[] Allowed = ["CS0219", "CS1701", "CS1702", "CS1998", "CS8019"];

    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
        .WithSpecificDiagnosticOptions(Allowed.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)));

    // All that this process may load: the framework, ASP.NET Core, every library of the solution and what they stand on.
    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(f => f.Length > 0).Select(f => MetadataReference.CreateFromFile(f))];

    /// <summary>The compiled blocks of a page that are to be compiled, each with what the compiler has against it.</summary>
    public static IEnumerable<(CodeBlock Block, CSharpCompilation Compilation)> Compile(DocumentationPage page)
    {
        var usings = new HashSet<string>(StringComparer.Ordinal);
        foreach (CodeBlock block in page.CodeBlocks.Where(b => b.Language == "csharp" && b.Directive.NotCompiled is null))
        {
            SyntaxTree tree = CSharpSyntaxTree.ParseText(Snippet.Wrap(block, usings));
            yield return (block, CSharpCompilation.Create($"{block.Page.Replace('/', '.')}.{block.Line}", [tree], References, Options));
            usings.UnionWith(Snippet.Usings(block));
        }
    }

    /// <summary>What the compiler has against a block: page, line and message of each.</summary>
    public static IEnumerable<string> Complaints(CSharpCompilation compilation)
        => compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d =>
        {
            FileLinePositionSpan place = d.Location.GetMappedLineSpan();
            return $"{place.Path}:{place.StartLinePosition.Line + 1}: {d.Id} {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
        });

    /// <summary>Loads a block and gives the method that runs it.</summary>
    public static Func<Task> Load(CSharpCompilation compilation)
    {
        using var bytes = new MemoryStream();
        Assert.True(compilation.Emit(bytes).Success);
        MethodInfo method = Assembly.Load(bytes.ToArray()).GetType(Snippet.ClassName)!.GetMethod(Snippet.MethodName)!;
        return method.CreateDelegate<Func<Task>>();
    }
}
