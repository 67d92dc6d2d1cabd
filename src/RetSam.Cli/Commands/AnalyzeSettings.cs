namespace RetSam.Cli;

/// <summary>What one run of <c>retsam analyze</c> is asked to do.</summary>
internal sealed record AnalyzeSettings
{
    /// <summary>Where files go; <see langword="null"/> writes none.</summary>
    public required string? OutputFolder { get; init; }

    /// <summary>The model package; <see langword="null"/> means the embedded one.</summary>
    public required string? Model { get; init; }

    /// <summary>Threads of the model; <see langword="null"/> means one a core.</summary>
    public required int? Threads { get; init; }

    /// <summary>Which measures are taken: one of <see cref="MeasurePreset.Names"/>.</summary>
    public required string Preset { get; init; }

    /// <summary>Whether measures carry intervals.</summary>
    public required bool Intervals { get; init; }

    /// <summary>Whether overlays are drawn.</summary>
    public required bool Overlay { get; init; }

    /// <summary>Whether each image has a page for people.</summary>
    public required bool Html { get; init; }

    /// <summary>Whether each image has a FHIR bundle.</summary>
    public required bool Fhir { get; init; }

    /// <summary>Whether there is a long table in CSV.</summary>
    public required bool LongCsv { get; init; }

    /// <summary>Whether there is a long table in Parquet.</summary>
    public required bool Parquet { get; init; }

    /// <summary>Whether each image has a JSON file of its own.</summary>
    public required bool ReportForEachImage { get; init; }

    /// <summary>Whether reports carry the names of files, without their folders.</summary>
    public required bool SourceNames { get; init; }

    /// <summary>Whether a line of JSON goes to the standard output for each image.</summary>
    public required bool JsonLines { get; init; }

    /// <summary>What is known of all photographs.</summary>
    public required AnalysisOptions Options { get; init; }
}
