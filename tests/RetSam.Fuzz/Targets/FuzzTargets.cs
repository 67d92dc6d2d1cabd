namespace RetSam.Fuzz;

/// <summary>Every place where bytes from outside come in.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } = [.. ImageTargets.All, .. ModelTargets.All, .. TextTargets.All];

    public static FuzzTarget Find(string name)
        => All.FirstOrDefault(t => t.Name == name)
            ?? throw new ArgumentException($"There is no target '{name}'; there are {string.Join(", ", All.Select(t => t.Name))}.");
}
