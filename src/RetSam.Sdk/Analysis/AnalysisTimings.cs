namespace RetSam;

/// <summary>How long the stages of one analysis took. Kept out of the report, which is the same on every run.</summary>
/// <param name="Decoding">Reading and decoding; zero when the caller brought the image.</param>
/// <param name="FieldOfView">Finding the illuminated area; zero when the caller brought masks.</param>
/// <param name="Segmenting">The model and its post-processing; zero when the caller brought masks.</param>
/// <param name="Measuring">All measures and the report.</param>
public sealed record AnalysisTimings(TimeSpan Decoding, TimeSpan FieldOfView, TimeSpan Segmenting, TimeSpan Measuring)
{
    /// <summary>All stages together.</summary>
    public TimeSpan Total => Decoding + FieldOfView + Segmenting + Measuring;
}
