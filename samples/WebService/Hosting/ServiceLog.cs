using RetSam.WebService.Analyses;

namespace RetSam.WebService.Hosting;

/// <summary>What the service logs: random ids, sizes and durations; never a file's name, a pixel or a measure.</summary>
internal static partial class ServiceLog
{
    [LoggerMessage(1, LogLevel.Information, "Analysis {Id} accepted: {Bytes} bytes")]
    public static partial void Accepted(this ILogger logger, string id, int bytes);

    [LoggerMessage(2, LogLevel.Information, "Analysis {Id} ended as {State} after {Milliseconds:F0} ms")]
    public static partial void Finished(this ILogger logger, string id, AnalysisState state, double milliseconds);

    [LoggerMessage(3, LogLevel.Information, "Analysis {Id} dropped: {Reason}")]
    public static partial void Dropped(this ILogger logger, string id, string reason);

    [LoggerMessage(4, LogLevel.Error, "Analysis {Id} failed for a reason that is not the photograph's")]
    public static partial void Tripped(this ILogger logger, string id, Exception exception);
}
