namespace RetSam;

/// <summary>The photograph a report is about.</summary>
/// <param name="SourceId">
/// The caller's own identifier (<see cref="FundusImageMetadata.SourceId"/>), else the file's name without its folder;
/// <see langword="null"/> when neither is known.
/// </param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="CaptureTime">When the photograph was taken, when known.</param>
public sealed record ReportImage(string? SourceId, int Width, int Height, DateTimeOffset? CaptureTime);
