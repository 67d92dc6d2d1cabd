using RetSam.Biomarkers;
using RetSam.Imaging.Skia;

namespace RetSam;

/// <summary>
/// One photograph, analysed: its report and the masks behind it. The report outlives this object; the masks, and the image when the
/// analyzer decoded it, go back to their pools on <see cref="Dispose"/>. Reading is thread-safe until then.
/// </summary>
public sealed class RetinaAnalysis : IDisposable
{
    private readonly bool _ownsImage;

    internal RetinaAnalysis(FundusImage image, bool ownsImage, RetinaSegmentation segmentation, RetinaReport report, AnalysisTimings timings)
    {
        Image = image;
        _ownsImage = ownsImage;
        Segmentation = segmentation;
        Report = report;
        Timings = timings;
    }

    /// <summary>The photograph: the caller's own object from <see cref="RetinaAnalyzer.Analyze"/>, else owned by this analysis.</summary>
    public FundusImage Image { get; }

    /// <summary>The masks, in the photograph's own pixels. Owned by this analysis.</summary>
    public RetinaSegmentation Segmentation { get; }

    /// <summary>What was measured.</summary>
    public RetinaReport Report { get; }

    /// <summary>What the rules say of the measurements: those of <see cref="Report"/>. Not diagnoses.</summary>
    public IReadOnlyList<Finding> Findings => Report.Findings;

    /// <summary>How long the stages took.</summary>
    public AnalysisTimings Timings { get; }

    /// <summary>Draws what was found over the photograph and writes it as PNG.</summary>
    /// <param name="stream">Where the file goes; left open.</param>
    /// <param name="options">What to show; <see langword="null"/> means <see cref="OverlayOptions.Default"/>.</param>
    public void WriteOverlay(Stream stream, OverlayOptions? options = null) => OverlayRenderer.WritePng(Image, Segmentation, stream, options);

    /// <summary>Gives the masks back to the pool, and the image when the analyzer decoded it. Safe to call twice.</summary>
    public void Dispose()
    {
        Segmentation.Dispose();
        if (_ownsImage)
        {
            Image.Dispose();
        }
    }
}
