using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RetSam.Mutations.Tests;

/// <summary>A library of one class, <c>Planted</c>, changed in every way, and checks run against each change.</summary>
internal static class Planted
{
    public static MutatedLibrary Build(string members)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText($"public static class Planted {{ {members} }}", path: "Planted.cs");
        SyntaxTree usings = CSharpSyntaxTree.ParseText("global using System;");
        string[] framework = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is "System.Private.CoreLib.dll" or "System.Runtime.dll")];
        CSharpCompilation compilation = CSharpCompilation.Create("Planted" + Guid.NewGuid().ToString("N"), [tree, usings],
            framework.Select(f => MetadataReference.CreateFromFile(f)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary).WithNullableContextOptions(NullableContextOptions.Enable));
        var sources = new LibrarySources(compilation, [], new Dictionary<string, SyntaxTree> { ["Planted.cs"] = tree });
        return MutatedLibrary.Build(sources, MutantFinder.Find("Planted.cs", tree));
    }

    /// <summary>The changes that a check does not notice, in words.</summary>
    public static IReadOnlyList<string> Survivors(MutatedLibrary library, Func<MethodInfo, bool> holds)
    {
        Assert.True(Holds(library, 0, holds), "The check fails without a change.");
        return [.. library.Mutants.Where(m => Holds(library, m.Key, holds)).Select(m => m.Value.Change)];
    }

    private static bool Holds(MutatedLibrary library, int mutant, Func<MethodInfo, bool> holds)
    {
        // The switch is read when the library is first used: each mutant has a copy of its own.
        Environment.SetEnvironmentVariable(MutantSwitch.Variable, mutant.ToString(CultureInfo.InvariantCulture));
        var context = new AssemblyLoadContext(null, isCollectible: true);
        try
        {
            using var image = new MemoryStream(library.Image);
            return holds(context.LoadFromStream(image).GetType("Planted")!.GetMethod("Of")!);
        }
        finally
        {
            context.Unload();
            Environment.SetEnvironmentVariable(MutantSwitch.Variable, null);
        }
    }
}
