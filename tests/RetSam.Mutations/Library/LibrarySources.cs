using System.Diagnostics;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace RetSam.Mutations;

/// <summary>A library as its project has it compiled: sources, generated ones too, references, options and resources.</summary>
internal sealed record LibrarySources(CSharpCompilation Compilation, IReadOnlyList<ResourceDescription> Resources, IReadOnlyDictionary<string, SyntaxTree> Files)
{
    /// <summary>Asks the project's build for the compiler's command line, and reads it as the compiler would.</summary>
    public static LibrarySources Read(string project)
    {
        string folder = Path.GetFullPath(project);
        CSharpCommandLineArguments arguments = CSharpCommandLineParser.Default.Parse(CommandLine(folder), folder, sdkDirectory: null);
        var options = arguments.ParseOptions;
        SyntaxTree[] trees = [.. arguments.SourceFiles.Select(f => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(f.Path)), options, f.Path))];
        CSharpCompilation compilation = CSharpCompilation.Create(
            arguments.CompilationName, trees, arguments.MetadataReferences.Select(r => MetadataReference.CreateFromFile(Path.GetFullPath(r.Reference, folder))),
            // Warnings, of which copies have many, are not what is looked for.
            arguments.CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Suppress).WithSpecificDiagnosticOptions([]));
        var loader = new Loader();
        ISourceGenerator[] generators =
            [.. arguments.AnalyzerReferences.SelectMany(a => new AnalyzerFileReference(Path.GetFullPath(a.FilePath, folder), loader).GetGenerators(LanguageNames.CSharp))];
        CSharpGeneratorDriver.Create(generators, parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        return new LibrarySources((CSharpCompilation)generated, [.. arguments.ManifestResources],
            trees.Where(t => !t.FilePath.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .ToDictionary(t => Path.GetRelativePath(folder, t.FilePath).Replace('\\', '/')));
    }

    private static string[] CommandLine(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", folder, "-p:Configuration=Release", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
            "-p:NonExistentFile=always", "-t:PrepareResources;Compile", "-getItem:CscCommandLineArgs"]) { RedirectStandardOutput = true };
        using Process build = Process.Start(start)!;
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
        {
            throw new InvalidOperationException($"The build of {folder} did not tell the compiler's command line:\n{output}");
        }

        using JsonDocument items = JsonDocument.Parse(output);
        string[] arguments = [.. items.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(a => a.GetProperty("Identity").GetString()!)];
        return arguments.Length > 0 ? arguments : throw new InvalidOperationException($"The build of {folder} told no command line of the compiler.");
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => System.Reflection.Assembly.LoadFrom(fullPath);
    }
}
