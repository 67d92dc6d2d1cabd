namespace RetSam.Biomarkers.Tests.Findings;

/// <summary>The rules ask only for what the catalogue measures.</summary>
public sealed class RulesAndCatalogueTests
{
    [Fact]
    public void Every_measure_that_a_rule_asks_for_is_in_the_catalogue()
        => Assert.All(FindingRules.Default.Measures, id => Assert.NotNull(MeasureCatalogue.Default.Find(id)));

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
