namespace RetSam.Biomarkers.Tests.Findings;

/// <summary>The rules ask only for what the catalogue measures.</summary>
public sealed class RulesAndCatalogueTests
{
    /// <summary>
    /// TEMPORARY: measures that are being added beside the rules. Take each out when the catalogue has it;
    /// <see cref="Nothing_stands_on_the_list_of_awaited_measures_that_has_come"/> says which. When the list is empty take it out too.
    /// </summary>
    private static readonly string[] Awaited =
    [
        "lesion.hemorrhage.quadrant.superior_temporal", "lesion.hemorrhage.quadrant.superior_nasal",
        "lesion.hemorrhage.quadrant.inferior_temporal", "lesion.hemorrhage.quadrant.inferior_nasal",
        "lesion.venous_beading.quadrant.superior_temporal", "lesion.venous_beading.quadrant.superior_nasal",
        "lesion.venous_beading.quadrant.inferior_temporal", "lesion.venous_beading.quadrant.inferior_nasal",
        "quality.grade", "quality.vessel_visibility", "quality.contrast",
    ];

    [Fact]
    public void Every_measure_that_a_rule_asks_for_is_in_the_catalogue()
        => Assert.Empty(FindingRules.Default.Measures.Where(id => MeasureCatalogue.Default.Find(id) is null).Except(Awaited));

    [Fact]
    public void Nothing_stands_on_the_list_of_awaited_measures_that_has_come()
        => Assert.Equal(Awaited, Awaited.Where(id => MeasureCatalogue.Default.Find(id) is null));

    [Fact]
    public void Every_threshold_is_in_a_unit_that_its_measure_has()
        => Assert.All(FindingRules.Default.Comparisons, comparison =>
        {
            if (MeasureCatalogue.Default.Find(comparison.Measure)?.Definition is { } definition)
            {
                Assert.Contains(comparison.Unit, new[] { definition.Unit, definition.PhysicalUnit?.Ucum });
            }
        });
}
