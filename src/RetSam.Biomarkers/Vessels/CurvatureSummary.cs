using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>Curvature along the branches that are long enough to have a course.</summary>
/// <param name="Length">Their length in px; the rest is 0 when there is none.</param>
/// <param name="TotalSquared">The integral of squared curvature along them, in px-1.</param>
/// <param name="Inflections">How often the line turns from one side to the other.</param>
/// <param name="Density">The length-weighted mean of the branches' tortuosity densities (Grisan 2008), in px-1.</param>
internal sealed record CurvatureSummary(double Length, double TotalSquared, int Inflections, double Density)
{
    /// <summary>A turn to the other side counts from this angle on: less is the unrest of pixels. In radians, so that it does not depend on scale.</summary>
    private const double LeastTurn = 0.1;

    public static CurvatureSummary Of(VesselGraph graph)
    {
        double length = 0;
        double squared = 0;
        double density = 0;
        int inflections = 0;
        using var starts = new PooledList<int>();
        foreach (VesselEdge edge in graph.Edges)
        {
            if (!DistanceFactorSummary.IsLongEnough(edge))
            {
                continue;
            }

            squared += SquaredCurvatureOf(edge);
            length += edge.Length;
            FindTurnCurves(edge, starts);
            inflections += starts.Count - 1;
            density += DensityOf(edge, starts.Items) * edge.Length;
        }

        return length > 0 ? new CurvatureSummary(length, squared, inflections, density / length) : new CurvatureSummary(0, 0, 0, 0);
    }

    private static double SquaredCurvatureOf(VesselEdge edge)
    {
        double sum = 0;
        foreach (double curvature in edge.Curvatures)
        {
            sum += curvature * curvature;
        }

        return sum / edge.Curvatures.Length * edge.Length;
    }

    /// <summary>The samples where turn curves start, the first sample among them: where the line begins to turn to the other side.</summary>
    private static void FindTurnCurves(VesselEdge edge, PooledList<int> starts)
    {
        ReadOnlySpan<double> curvatures = edge.Curvatures;
        double step = edge.Length / Math.Max(1, curvatures.Length - (edge.IsClosed ? 0 : 1));
        starts.Clear();
        starts.Add(0);
        int side = 0;
        double turned = 0;
        int since = 0;
        for (int i = 0; i < curvatures.Length; i++)
        {
            int sign = Math.Sign(curvatures[i]);
            if (sign == side || sign == 0)
            {
                turned = 0;
                since = i + 1;
                continue;
            }

            turned += Math.Abs(curvatures[i]) * step;
            if (turned < LeastTurn)
            {
                continue;
            }

            if (side != 0)
            {
                starts.Add(since);
            }

            side = sign;
            turned = 0;
        }
    }

    /// <summary>(n - 1) / L times the sum of arc over chord less one over the turn curves.</summary>
    private static double DensityOf(VesselEdge edge, ReadOnlySpan<int> starts)
    {
        if (edge.IsClosed)
        {
            return 0;
        }

        ReadOnlySpan<PointD> line = edge.Centreline;
        double sum = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            int end = i + 1 < starts.Length ? starts[i + 1] : line.Length - 1;
            double arc = 0;
            for (int j = starts[i]; j < end; j++)
            {
                arc += line[j].DistanceTo(line[j + 1]);
            }

            double chord = line[starts[i]].DistanceTo(line[end]);
            sum += chord > 0 ? arc / chord - 1 : 0;
        }

        return (starts.Length - 1) * sum / edge.Length;
    }
}
