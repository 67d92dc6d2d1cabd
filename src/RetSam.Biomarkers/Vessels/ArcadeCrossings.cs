using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>The widest vessels that cross a circle around the disc on its temporal side, above and below.</summary>
/// <param name="Superior">Above the axis; <see langword="null"/> when none crosses there.</param>
/// <param name="Inferior">Below the axis; <see langword="null"/> when none crosses there.</param>
internal sealed record ArcadeCrossings(ArcadeCrossing? Superior, ArcadeCrossing? Inferior)
{
    /// <summary>The width at a crossing is the mean over so many samples, about as many px, to either side.</summary>
    private const int SamplesAside = 5;

    public static ArcadeCrossings Find(VesselGraph graph, QuadrantDivision division, double radius)
    {
        ArcadeCrossing? superior = null;
        ArcadeCrossing? inferior = null;
        foreach (VesselEdge edge in graph.EdgeList)
        {
            ReadOnlySpan<PointD> line = edge.Centreline;
            double before = PixelDistance.Between(line[0], division.Centre);
            for (int i = 1; i < line.Length; i++)
            {
                double after = PixelDistance.Between(line[i], division.Centre);
                if (before < radius != after < radius)
                {
                    PointD place = line[i - 1] + (line[i] - line[i - 1]) * ((radius - before) / (after - before));
                    Keep(edge, i, division.Project(place), ref superior, ref inferior);
                }

                before = after;
            }
        }

        return new ArcadeCrossings(superior, inferior);
    }

    private static void Keep(VesselEdge edge, int sample, (double Superior, double Temporal) place, ref ArcadeCrossing? superior, ref ArcadeCrossing? inferior)
    {
        if (place.Temporal <= 0 || WidthAt(edge, sample) is not { } width)
        {
            return;
        }

        ref ArcadeCrossing? widest = ref place.Superior >= 0 ? ref superior : ref inferior;
        if (widest is null || width > widest.Value.Width)
        {
            widest = new ArcadeCrossing(Math.Atan2(place.Superior, place.Temporal) * (180 / Math.PI), width);
        }
    }

    /// <summary>The mean calibre around a sample, or of the whole branch where a junction hides it; <see langword="null"/> when there is none.</summary>
    private static double? WidthAt(VesselEdge edge, int sample)
    {
        ReadOnlySpan<double> calibres = edge.Calibres;
        double sum = 0;
        int count = 0;
        for (int i = Math.Max(0, sample - SamplesAside); i < Math.Min(calibres.Length, sample + SamplesAside); i++)
        {
            if (!double.IsNaN(calibres[i]))
            {
                sum += calibres[i];
                count++;
            }
        }

        return count > 0 ? sum / count : edge.MeanCalibre;
    }
}

/// <summary>Where a vessel crosses a circle around the disc.</summary>
/// <param name="Degrees">The direction from the disc's centre against the temporal axis, positive above it.</param>
/// <param name="Width">The vessel's calibre there, in px.</param>
internal readonly record struct ArcadeCrossing(double Degrees, double Width);
