using RetSam.Packages.Tests.Licences;

namespace RetSam.Packages.Tests;

/// <summary>Whatever our packages bring along may be passed on, and is named with its licence.</summary>
public sealed class LicenceTests
{
    private static readonly RestoredPackage[] Used = [new("A", "1.0.0", "MIT"), new("B", "2.0.0", "BSD-3-Clause")];

    [Fact]
    public void Every_package_that_ours_rest_on_has_an_allowed_licence_and_is_named_with_it_and_no_other_is()
    {
        IReadOnlyList<RestoredPackage> used = RestoredPackages.Read();

        // Three that only a walk through all projects and all levels finds: of the tool, of Parquet.Net and of Hl7.Fhir.R4.
        Assert.Superset(new HashSet<string> { "Microsoft.ML.OnnxRuntime", "Snappier", "Newtonsoft.Json" }, used.Select(u => u.Id).ToHashSet());
        Assert.DoesNotContain(used, u => u.Id is "MinVer" || u.Id.EndsWith("Analyzers", StringComparison.Ordinal));
        Assert.Empty(Notices.Problems(used, Notices.Read()));
    }

    [Fact]
    public void What_is_named_as_it_is_used_is_no_problem() => Assert.Empty(Notices.Problems(Used, [("A", "MIT"), ("B", "BSD-3-Clause")]));

    [Fact]
    public void A_package_that_is_not_named_is_a_problem()
        => Assert.Equal("B stands 0 times in the table of THIRD-PARTY-NOTICES.md: it is used, so name it once.", Assert.Single(Notices.Problems(Used, [("A", "MIT")])));

    [Fact]
    public void A_package_that_is_named_and_not_used_is_a_problem()
        => Assert.StartsWith("C stands in the table", Assert.Single(Notices.Problems(Used, [("A", "MIT"), ("B", "BSD-3-Clause"), ("C", "MIT")])), StringComparison.Ordinal);

    [Fact]
    public void Another_licence_than_is_named_is_a_problem()
        => Assert.Equal("B has the licence BSD-3-Clause and stands with MIT in THIRD-PARTY-NOTICES.md.", Assert.Single(Notices.Problems(Used, [("A", "MIT"), ("B", "MIT")])));

    [Theory]
    [InlineData("GPL-3.0-only")]
    [InlineData("no licence")]
    [InlineData("a text that nobody read yet, LICENSE.txt")]
    public void A_licence_that_is_not_allowed_is_a_problem(string licence)
        => Assert.StartsWith($"A 1.0.0 has the licence {licence}; allowed are MIT and BSD-3-Clause.",
            Assert.Single(Notices.Problems([new("A", "1.0.0", licence)], [("A", licence)])), StringComparison.Ordinal);
}
