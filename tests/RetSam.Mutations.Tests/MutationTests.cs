using System.Reflection;

namespace RetSam.Mutations.Tests;

/// <summary>A tool that says how good tests are is held to tests that are known to be good and to be bad.</summary>
public sealed class MutationTests
{
    private const string Larger = "public static int Of(int a, int b) { if (a < b) { return b; } return a; }";

    [Fact]
    public void A_thorough_check_leaves_only_the_change_that_changes_nothing()
    {
        IReadOnlyList<string> survivors = Planted.Survivors(Planted.Build(Larger), of => Call(of, 1, 2) == 2 && Call(of, 2, 1) == 2 && Call(of, -3, -4) == -3);
        Assert.Equal(["< -> <="], survivors);
    }

    [Fact]
    public void A_careless_check_leaves_what_it_does_not_look_at()
    {
        IReadOnlyList<string> survivors = Planted.Survivors(Planted.Build(Larger), of => Call(of, 1, 2) == 2);
        Assert.Equal(["< -> <=", "a -> default"], survivors);
    }

    [Fact]
    public void Checks_that_look_at_nothing_leave_everything()
    {
        MutatedLibrary library = Planted.Build(Larger);
        Assert.Equal(library.Mutants.Count, Planted.Survivors(library, _ => true).Count);
        Assert.Equal(4, library.Mutants.Count);
    }

    [Fact]
    public void Constants_initial_values_properties_and_one_line_methods_are_changed_too()
    {
        MutatedLibrary library = Planted.Build(
            "private const int Most = 7; private static readonly int Least = 2; private static int Middle => 5; public static int Of(int a, int b) => Math.Min(Most, a + b) * Least + Middle;");
        Assert.Equal(0, library.NotCompiled);
        Assert.Contains("7 -> (7 + 1)", library.Mutants.Values.Select(m => m.Change));
        Assert.Empty(Planted.Survivors(library, of => Call(of, 3, 1) == 13 && Call(of, 9, 3) == 19 && Call(of, -1, 2) == 7));
    }

    [Fact]
    public void A_change_that_does_not_compile_is_left_out_alone()
    {
        MutatedLibrary library = Planted.Build("public static int Of(int a, int b) { string both = \"a\" + a; return both.Length + b; }");
        Assert.Equal(1, library.NotCompiled);
        Assert.Empty(Planted.Survivors(library, of => Call(of, 10, 4) == 7));
    }

    [Fact]
    public void Loops_bits_and_removed_statements_are_changed()
    {
        MutatedLibrary library = Planted.Build("public static int Of(int a, int b) { int sum = 0; for (int i = 0; i < a; i++) { if (i == b) { continue; } sum += i << 1; } return sum; }");
        string[] changes = [.. library.Mutants.Values.Select(m => m.Change)];
        Assert.Contains("++ -> --", changes);
        Assert.Contains("<< -> >>", changes);
        Assert.Contains("sum += i << 1; -> (removed)", changes);
        Assert.Contains("continue; -> (removed)", changes);
    }

    private static int Call(MethodInfo of, int a, int b) => (int)of.Invoke(null, [a, b])!;
}
