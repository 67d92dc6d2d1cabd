using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>The geometry of all bifurcations of a graph.</summary>
/// <param name="Count">How many were measured; the rest is 0 when there is none.</param>
/// <param name="LeftOut">How many were not: of more than three branches, in the disc, or with a branch too short to have a direction.</param>
internal sealed record BifurcationSummary(int Count, int LeftOut)
{
    /// <summary>The mean angle between daughters in degrees.</summary>
    public double MeanAngle { get; private init; }

    /// <summary>The median angle between daughters in degrees.</summary>
    public double MedianAngle { get; private init; }

    /// <summary>The standard deviation of the angles in degrees; 0 for one bifurcation.</summary>
    public double AngleDeviation { get; private init; }

    /// <summary>The mean of (d2/d1)^2, d2 the narrower daughter.</summary>
    public double AsymmetryRatio { get; private init; }

    /// <summary>The mean of (d1^2 + d2^2) / d0^2.</summary>
    public double AreaRatio { get; private init; }

    /// <summary>How many bifurcations have a junction exponent.</summary>
    public int ExponentCount { get; private init; }

    /// <summary>The mean junction exponent over those.</summary>
    public double MeanExponent { get; private init; }

    /// <summary>The median junction exponent over those.</summary>
    public double MedianExponent { get; private init; }

    public static BifurcationSummary Of(VesselGraph graph, VesselTrees trees, DiscGeometry? disc)
    {
        using var angles = new PooledList<double>();
        using var exponents = new PooledList<double>();
        int leftOut = 0;
        double asymmetry = 0;
        double area = 0;
        foreach (VesselNode node in graph.NodeList)
        {
            if (node.Kind != VesselNodeKind.Bifurcation)
            {
                continue;
            }

            bool inDisc = disc is not null && node.Position.DistanceTo(disc.Centre) < disc.Radius;
            if (inDisc || node.Degree != 3 || Bifurcation.Of(graph, trees, node) is not { } found)
            {
                leftOut++;
                continue;
            }

            angles.Add(found.Angle);
            asymmetry += found.Narrower * found.Narrower / (found.Wider * found.Wider);
            area += (found.Wider * found.Wider + found.Narrower * found.Narrower) / (found.Parent * found.Parent);
            if (JunctionExponent.Solve(found.Parent, found.Wider, found.Narrower) is { } exponent)
            {
                exponents.Add(exponent);
            }
        }

        int count = angles.Count;
        if (count == 0)
        {
            return new BifurcationSummary(0, leftOut);
        }

        (double mean, double deviation) = Order.MeanAndDeviationOf(angles.Items);
        return new BifurcationSummary(count, leftOut)
        {
            MeanAngle = mean,
            AngleDeviation = deviation,
            MedianAngle = Order.MedianOf(angles.Items),
            AsymmetryRatio = asymmetry / count,
            AreaRatio = area / count,
            ExponentCount = exponents.Count,
            MeanExponent = exponents.Count > 0 ? Order.MeanAndDeviationOf(exponents.Items).Mean : 0,
            MedianExponent = exponents.Count > 0 ? Order.MedianOf(exponents.Items) : 0,
        };
    }
}
