using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace RetSam.Mutations;

/// <summary>A library built once with all mutants in it.</summary>
/// <param name="Image">The assembly.</param>
/// <param name="Mutants">Those in it, by the number that picks them; what did not compile is not among them.</param>
/// <param name="NotCompiled">How many were left out.</param>
internal sealed record MutatedLibrary(byte[] Image, IReadOnlyDictionary<int, Mutant> Mutants, int NotCompiled)
{
    /// <summary>Builds, leaves out the mutants that errors point to, and builds again, until there is no error.</summary>
    public static MutatedLibrary Build(LibrarySources sources, IReadOnlyList<Mutant> drawn)
    {
        var left = drawn.Select((m, i) => (Id: i + 1, Mutant: m)).ToDictionary(m => m.Id, m => m.Mutant);
        while (true)
        {
            var written = new Dictionary<SyntaxTree, Schema>();
            CSharpCompilation compilation = sources.Compilation.AddSyntaxTrees(Switch(sources));
            foreach (IGrouping<string, KeyValuePair<int, Mutant>> file in left.GroupBy(m => m.Value.File).ToList())
            {
                SyntaxTree original = sources.Files[file.Key];
                Schema schema = SchemaWriter.Write(original, [.. file.Select(m => (m.Key, m.Value))]);
                foreach (int id in file.Select(m => m.Key).Except(schema.Copies.Select(c => c.Id)).ToList())
                {
                    left.Remove(id);
                }

                SyntaxTree changed = CSharpSyntaxTree.ParseText(SourceText.From(schema.Text), (CSharpParseOptions)original.Options, original.FilePath);
                written[changed] = schema;
                compilation = compilation.ReplaceSyntaxTree(original, changed);
            }

            using var image = new MemoryStream();
            EmitResult result = compilation.Emit(image, manifestResources: sources.Resources);
            if (result.Success)
            {
                return new MutatedLibrary(image.ToArray(), left, drawn.Count - left.Count);
            }

            int before = left.Count;
            foreach (Diagnostic error in result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
            {
                foreach (int id in Guilty(error, written))
                {
                    left.Remove(id);
                }
            }

            if (left.Count == before)
            {
                throw new InvalidOperationException("The library does not compile:\n" + string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)));
            }
        }
    }

    /// <summary>The copy that an error lies in, else all of its member's, else those of constants that the line names.</summary>
    private static int[] Guilty(Diagnostic error, Dictionary<SyntaxTree, Schema> written)
    {
        TextSpan span = error.Location.SourceSpan;
        if (error.Location.SourceTree is not { } tree)
        {
            return [];
        }

        if (written.TryGetValue(tree, out Schema? schema))
        {
            int[] copies = [.. schema.Copies.Where(c => c.Span.IntersectsWith(span)).Select(c => c.Id)];
            if (copies.Length > 0)
            {
                return copies;
            }

            int[] members = [.. schema.Members.Where(m => m.Span.IntersectsWith(span)).SelectMany(m => m.Ids)];
            if (members.Length > 0)
            {
                return members;
            }
        }

        string line = tree.GetText().Lines.GetLineFromPosition(span.Start).ToString();
        return [.. written.Values.SelectMany(s => s.Constants).Where(c => line.Contains(c.Key, StringComparison.Ordinal)).SelectMany(c => c.Value)];
    }

    private static SyntaxTree Switch(LibrarySources sources)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("MutantSwitch.cs")!);
        return CSharpSyntaxTree.ParseText(SourceText.From(reader.ReadToEnd()), (CSharpParseOptions)sources.Files.Values.First().Options);
    }
}
