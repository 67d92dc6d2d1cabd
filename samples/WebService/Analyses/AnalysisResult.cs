using RetSam.Biomarkers;
using RetSam.Imaging.Skia;

namespace RetSam.WebService.Analyses;

/// <summary>
/// What is kept of an analysis: encoded files, ready to be sent any number of times. The pixels and masks behind them went back to the
/// SDK's pools, so that a kept result costs what its files weigh.
/// </summary>
public sealed class AnalysisResult
{
    private static readonly OverlayOptions PhotographOnly = new() { Classes = [], ShowLegend = false, ShowFooter = false };

    private AnalysisResult(byte[] report, byte[] overlay, byte[] photograph, IReadOnlyDictionary<string, byte[]> masks, Landmarks landmarks)
    {
        Report = report;
        Overlay = overlay;
        Photograph = photograph;
        Masks = masks;
        Landmarks = landmarks;
        Bytes = report.Length + overlay.Length + photograph.Length + masks.Values.Sum(m => (long)m.Length);
    }

    /// <summary>The report, exactly as <see cref="RetinaReport.WriteJsonAsync"/> writes it.</summary>
    public byte[] Report { get; }

    /// <summary>The overlay as PNG.</summary>
    public byte[] Overlay { get; }

    /// <summary>The photograph, upright, as a JPEG that every browser shows, whatever format came in.</summary>
    public byte[] Photograph { get; }

    /// <summary>The mask of each class that was looked for, as PNG of one bit a pixel, by the class's slug.</summary>
    public IReadOnlyDictionary<string, byte[]> Masks { get; }

    /// <summary>Where disc, zones and fovea are.</summary>
    public Landmarks Landmarks { get; }

    /// <summary>What all files weigh.</summary>
    public long Bytes { get; }

    /// <summary>Encodes everything that is served of an analysis.</summary>
    public static async Task<AnalysisResult> EncodeAsync(RetinaAnalysis analysis, CancellationToken cancellationToken)
    {
        using var report = new MemoryStream();
        await analysis.Report.WriteJsonAsync(report, cancellationToken);
        return await Task.Run(
            () =>
            {
                byte[] overlay = Encode(stream => analysis.WriteOverlay(stream));
                cancellationToken.ThrowIfCancellationRequested();
                byte[] photograph = Encode(s => OverlayRenderer.WriteJpeg(analysis.Image, analysis.Segmentation, s, options: PhotographOnly));
                var masks = new Dictionary<string, byte[]>(StringComparer.Ordinal);
                foreach (RetinaClass retinaClass in analysis.Segmentation.Classes)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (analysis.Segmentation.GetMask(retinaClass) is { } mask)
                    {
                        masks.Add(retinaClass.Slug, Encode(stream => MaskWriter.WriteOneBitPng(mask, stream)));
                    }
                }

                return new AnalysisResult(report.ToArray(), overlay, photograph, masks, Landmarks.Of(analysis.Segmentation));
            },
            cancellationToken);
    }

    private static byte[] Encode(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
