using RetSam.Biomarkers;

namespace RetSam.Cli;

/// <summary>Lists of measures by name.</summary>
internal static class MeasurePreset
{
    private const string Reference = "retsam-reference";

    /// <summary>The names, the default first.</summary>
    public static string[] Names { get; } = ["default", Reference];

    /// <param name="name">One of <see cref="Names"/>; <see langword="null"/> means the default.</param>
    public static MeasureCatalogue Find(string? name) => name == Reference ? MeasureCatalogue.RetSamReference : MeasureCatalogue.Default;

    /// <summary>Has an analyzer take the measures of a preset. The rules for findings ask for measures of the default one only.</summary>
    public static RetinaAnalyzerBuilder Use(RetinaAnalyzerBuilder builder, string? name)
    {
        builder.UseMeasures(Find(name));
        return name == Reference ? builder.UseFindings(FindingRules.None) : builder;
    }
}
