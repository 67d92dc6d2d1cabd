namespace RetSam;

/// <summary>
/// The names under which the SDK reports spans and metrics, to hand to OpenTelemetry or a listener of one's own:
/// <c>AddSource(RetSamTelemetry.ActivitySourceName)</c>, <c>AddMeter(RetSamTelemetry.MeterName)</c>. Nothing is measured while nobody
/// listens. Names of stages, models, providers and exceptions are told, never a file name, a pixel or anything of the patient.
/// </summary>
public static class RetSamTelemetry
{
    /// <summary>The source of spans: <c>image</c> for each photograph, and below it one for each stage.</summary>
    public const string ActivitySourceName = "RetSam";

    /// <summary>The meter of all instruments below.</summary>
    public const string MeterName = "RetSam";

    /// <summary>Counter, {image}: photographs that ended, tagged <c>outcome</c>: <c>ok</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public const string Images = "retsam.images";

    /// <summary>Up-down counter, {image}: photographs on their way.</summary>
    public const string ImagesInFlight = "retsam.images.in_flight";

    /// <summary>Counter, {failure}: what failed (<c>operation</c>: <c>image</c> or <c>model.load</c>) and why (<c>error.type</c>: the exception's type).</summary>
    public const string Failures = "retsam.failures";

    /// <summary>Histogram, ms: the time one photograph spends in a <c>stage</c>.</summary>
    public const string StageDuration = "retsam.stage.duration";

    /// <summary>Up-down counter, {image}: photographs that wait in a <c>queue</c>.</summary>
    public const string QueueDepth = "retsam.queue.depth";

    /// <summary>Up-down counter, {session}: models loaded, tagged <c>model</c> and <c>provider</c>: where ONNX Runtime computes.</summary>
    public const string Sessions = "retsam.sessions";
}
