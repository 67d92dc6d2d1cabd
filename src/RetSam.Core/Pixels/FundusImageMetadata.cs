namespace RetSam;

/// <summary>What is known of a photograph beside its pixels. Everything is optional.</summary>
public sealed record FundusImageMetadata
{
    /// <summary>Metadata that knows nothing.</summary>
    public static FundusImageMetadata Empty { get; } = new();

    /// <summary>Which eye the photograph shows.</summary>
    public Laterality Laterality { get; init; }

    /// <summary>Micrometres of retina per pixel, and how that is known.</summary>
    public PixelScale Scale { get; init; }

    /// <summary>The camera's field-of-view angle in degrees.</summary>
    public double? FieldOfViewDegrees { get; init; }

    /// <summary>When the photograph was taken.</summary>
    public DateTimeOffset? CaptureTime { get; init; }

    /// <summary>An identifier of the caller's own. It is carried into reports and never logged above Trace.</summary>
    public string? SourceId { get; init; }
}
