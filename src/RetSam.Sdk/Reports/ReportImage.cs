namespace RetSam;

/// <summary>The photograph a report is about.</summary>
/// <param name="SourceId">
/// The caller's own identifier (<see cref="AnalysisOptions.SourceId"/>, else <see cref="FundusImageMetadata.SourceId"/>); <see langword="null"/>
/// where none was given. Never a file's name unless the caller gave that.
/// </param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="CaptureTime">When the photograph was taken, when known.</param>
public sealed record ReportImage(string? SourceId, int Width, int Height, DateTimeOffset? CaptureTime);
