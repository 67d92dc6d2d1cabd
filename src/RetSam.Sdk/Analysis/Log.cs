using Microsoft.Extensions.Logging;

namespace RetSam;

/// <summary>What the analyzer logs: never a file name, a pixel or anything of the patient.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Analyzer created: segmenter {Segmenter}, {Classes} classes, {Measures} measures")]
    public static partial void AnalyzerCreated(this ILogger logger, string segmenter, int classes, int measures);

    [LoggerMessage(2, LogLevel.Debug, "Analysed a photograph of {Width}x{Height} in {Milliseconds:F1} ms")]
    public static partial void Analysed(this ILogger logger, int width, int height, double milliseconds);
}
