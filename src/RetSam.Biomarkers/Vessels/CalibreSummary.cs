using System.Buffers;
using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>Calibre over all centreline samples of a graph.</summary>
/// <param name="Count">The number of samples with a calibre; the rest is 0 when there is none.</param>
/// <param name="Mean">The mean over samples, in px.</param>
/// <param name="Median">The median over samples, in px.</param>
/// <param name="Deviation">The standard deviation over samples, in px; 0 for one sample.</param>
/// <param name="LengthWeighted">The mean of the branches' mean calibres, weighted with their lengths, in px.</param>
internal sealed record CalibreSummary(int Count, double Mean, double Median, double Deviation, double LengthWeighted)
{
    public static CalibreSummary Of(VesselGraph graph)
    {
        int count = 0;
        double weighted = 0;
        double length = 0;
        foreach (VesselEdge edge in graph.Edges)
        {
            count += edge.CalibreCount;
            if (edge.MeanCalibre is { } calibre)
            {
                weighted += calibre * edge.Length;
                length += edge.Length;
            }
        }

        if (count == 0 || length <= 0)
        {
            return new CalibreSummary(0, 0, 0, 0, 0);
        }

        double[] buffer = ArrayPool<double>.Shared.Rent(count);
        Span<double> all = buffer.AsSpan(0, count);
        Collect(graph, all);
        (double mean, double deviation) = Order.MeanAndDeviationOf(all);
        double median = Order.MedianOf(all);
        ArrayPool<double>.Shared.Return(buffer);
        return new CalibreSummary(count, mean, median, deviation, weighted / length);
    }

    private static void Collect(VesselGraph graph, Span<double> all)
    {
        int next = 0;
        foreach (VesselEdge edge in graph.Edges)
        {
            foreach (double calibre in edge.Calibres)
            {
                if (!double.IsNaN(calibre))
                {
                    all[next++] = calibre;
                }
            }
        }
    }
}
