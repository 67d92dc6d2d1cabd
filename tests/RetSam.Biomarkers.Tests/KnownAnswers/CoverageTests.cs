using System.Reflection;

namespace RetSam.Biomarkers.Tests.KnownAnswers;

/// <summary>Every measure of the catalogue, and of the preset for comparison, is backed by a test with a known answer.</summary>
public sealed class CoverageTests
{
    private static readonly MethodInfo[] Tests =
    [
        .. typeof(CoverageTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods())
            .Where(m => m.GetCustomAttributes().Any(a => a is FactAttribute)),
    ];

    private static readonly HashSet<string> Answered = [.. Tests.SelectMany(m => m.GetCustomAttributes<KnownAnswerAttribute>()).SelectMany(a => a.Ids)];

    private static readonly KnownFamilyAttribute[] Families = [.. Tests.SelectMany(m => m.GetCustomAttributes<KnownFamilyAttribute>())];

    private static readonly HashSet<string> Catalogued =
        [.. MeasureCatalogue.Default.Measures.Concat(MeasureCatalogue.RetSamReference.Measures).Select(m => m.Definition.Id)];

    [Fact]
    public void Every_measure_has_a_known_answer()
    {
        string[] unanswered = [.. Catalogued.Where(id => !IsAnswered(id, [])).Order(StringComparer.Ordinal)];
        Assert.True(unanswered.Length == 0, $"No test gives a known answer for: {string.Join(", ", unanswered)}. Write one and name the measure in [KnownAnswer].");
    }

    [Fact]
    public void Whatever_a_test_claims_to_answer_is_a_measure()
        => Assert.Empty(Answered.Except(Catalogued));

    [Fact]
    public void Every_family_has_members_and_its_representative_has_answers_of_its_own()
        => Assert.All(Families, family =>
        {
            Assert.Contains(Answered, id => id.StartsWith(family.Representative, StringComparison.Ordinal));
            Assert.All(family.Members, prefix => Assert.Contains(Catalogued, id => id.StartsWith(prefix, StringComparison.Ordinal)));
        });

    [Fact]
    public void Only_tests_claim_answers()
        => Assert.All(
            typeof(CoverageTests).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.IsDefined(typeof(KnownAnswerAttribute)) || m.IsDefined(typeof(KnownFamilyAttribute))),
            method => Assert.Contains(method, Tests));

    private static bool IsAnswered(string id, HashSet<string> asked)
        => Answered.Contains(id)
            || (asked.Add(id) && Families.Any(family => family.Members.Any(prefix =>
                id.StartsWith(prefix, StringComparison.Ordinal) && IsAnswered(family.Representative + id[prefix.Length..], asked))));
}
