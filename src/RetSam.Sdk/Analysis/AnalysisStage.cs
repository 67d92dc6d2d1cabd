namespace RetSam;

/// <summary>Where an analysis is; reported as each stage begins.</summary>
public enum AnalysisStage
{
    /// <summary>The file is read and decoded.</summary>
    Decoding = 0,

    /// <summary>The illuminated area is looked for.</summary>
    FindingFieldOfView = 1,

    /// <summary>The model runs and its output becomes masks.</summary>
    Segmenting = 2,

    /// <summary>The measures are taken.</summary>
    Measuring = 3,

    /// <summary>The report is there.</summary>
    Done = 4,
}
