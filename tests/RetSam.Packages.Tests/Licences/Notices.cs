using RetSam.Sdk.Tests;

namespace RetSam.Packages.Tests.Licences;

/// <summary>The table of packages in THIRD-PARTY-NOTICES.md, held against what is used.</summary>
internal static class Notices
{
    private const string File = "THIRD-PARTY-NOTICES.md";

    // Licences that an application of any kind, closed and sold included, can pass on by naming them.
    private static readonly string[] Allowed = ["MIT", "BSD-3-Clause"];

    /// <summary>What the file says: each package with its licence.</summary>
    public static IReadOnlyList<(string Package, string Licence)> Read()
        => [.. System.IO.File.ReadLines(Path.Combine(Repository.Root, File))
            .SkipWhile(l => !l.StartsWith("| package |", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Select(cells => (cells[1], cells[2]))];

    /// <summary>What is wrong, each in a sentence that says what to do.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<RestoredPackage> used, IReadOnlyList<(string Package, string Licence)> named)
    {
        foreach (RestoredPackage package in used)
        {
            if (!Allowed.Contains(package.Licence))
            {
                yield return $"{package.Id} {package.Version} has the licence {package.Licence}; allowed are {string.Join(" and ", Allowed)}. Do without it, or read the licence and add it to the list.";
            }

            string[] licences = [.. named.Where(n => n.Package == package.Id).Select(n => n.Licence)];
            if (licences.Length != 1)
            {
                yield return $"{package.Id} stands {licences.Length} times in the table of {File}: it is used, so name it once.";
            }
            else if (licences[0] != package.Licence)
            {
                yield return $"{package.Id} has the licence {package.Licence} and stands with {licences[0]} in {File}.";
            }
        }

        foreach ((string id, _) in named.Where(n => used.All(u => u.Id != n.Package)))
        {
            yield return $"{id} stands in the table of {File} and no package of ours rests on it any more: take it out.";
        }
    }
}
