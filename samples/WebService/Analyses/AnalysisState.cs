namespace RetSam.WebService.Analyses;

/// <summary>How far an analysis has come.</summary>
public enum AnalysisState
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>It is being worked on.</summary>
    Running,

    /// <summary>Its report, masks and pictures are there.</summary>
    Completed,

    /// <summary>The photograph could not be used; the problem says why.</summary>
    Failed,

    /// <summary>Its client went away or asked for it to be dropped.</summary>
    Cancelled,
}
