namespace RetSam.Biomarkers.Phantoms;

/// <summary>
/// Whether a new twig keeps clear of those that are there. Vessels of one kind never touch but at their bifurcations; an artery and a
/// vein either keep apart or cross cleanly: steeply, and far from nodes and from other crossings.
/// </summary>
internal sealed class Clearance(Anatomy anatomy)
{
    /// <summary>What is left free between two walls.</summary>
    private const double Gap = 0.008;

    /// <summary>Sisters and mother may be near over so many calibres from their bifurcation.</summary>
    private const double JunctionCalibres = 5;

    /// <summary>Between a crossing and the next node or crossing.</summary>
    private const double CrossingCalibres = 5;

    private static readonly double CosineOfFlattestCrossing = Math.Cos(50 * (Math.PI / 180));

    private readonly List<Twig> _twigs = [];
    private readonly List<VesselCrossing> _crossings = [];

    public IReadOnlyList<Twig> Twigs => _twigs;

    /// <summary>The crossings, in the frame of side 1.</summary>
    public IReadOnlyList<VesselCrossing> Crossings => _crossings;

    /// <summary>Takes a twig in, or all of several sisters.</summary>
    /// <param name="sisters">What is to be added together; sisters have one mother.</param>
    /// <param name="crossings">How many crossings they must make at least.</param>
    public bool TryAdd(IReadOnlyList<Twig> sisters, int crossings)
    {
        var made = new List<VesselCrossing>();
        for (int i = 0; i < sisters.Count; i++)
        {
            if (!StaysInside(sisters[i]))
            {
                return false;
            }

            for (int j = 0; j < _twigs.Count + i; j++)
            {
                if (!KeepsClear(sisters[i], j < _twigs.Count ? _twigs[j] : sisters[j - _twigs.Count], made))
                {
                    return false;
                }
            }
        }

        if (made.Count < crossings)
        {
            return false;
        }

        _twigs.AddRange(sisters);
        _crossings.AddRange(made);
        return true;
    }

    private bool StaysInside(Twig twig)
    {
        // A trunk may be anywhere in the disc and in zone B; what comes later must have left both.
        double nearest = twig.Parent is null ? 0 : 3.3 * anatomy.DiscRadius;
        foreach (PointD p in twig.Samples)
        {
            if (double.Hypot(p.X, p.Y) > Anatomy.DrawnRadius
                || p.DistanceTo(anatomy.Fovea) < Anatomy.AvascularRadius
                || p.DistanceTo(anatomy.DiscCentre) < nearest)
            {
                return false;
            }
        }

        return true;
    }

    private bool KeepsClear(Twig twig, Twig other, List<VesselCrossing> made)
    {
        // In the disc arteries and veins come as near to each other as they like, without touching; trunks of one kind are far apart.
        double near = (twig.Calibre + other.Calibre) / 2 + Gap;
        if (!twig.MayComeNear(other, near) || (twig.Parent is null && twig.Kind != other.Kind))
        {
            return true;
        }

        bool related = other == twig.Parent || (twig.Parent is not null && other.Parent == twig.Parent);
        int first = related ? (int)Math.Ceiling(JunctionCalibres * (twig.Parent!.Calibre / twig.Step)) : 0;
        var close = new List<int>();
        for (int i = first; i < twig.Samples.Length; i++)
        {
            if (other.DistanceTo(twig.Samples[i]) < near)
            {
                close.Add(i);
            }
        }

        return close.Count == 0 || (twig.Kind != other.Kind && CrossesCleanly(twig, other, close, near, made));
    }

    private bool CrossesCleanly(Twig twig, Twig other, List<int> close, double near, List<VesselCrossing> made)
    {
        // One crossing is one unbroken stretch of closeness; a second one means a second crossing or a near miss.
        if (close[^1] - close[0] != close.Count - 1 || Intersect(twig, other, close) is not { } crossing)
        {
            return false;
        }

        double free = CrossingCalibres * Math.Max(twig.Calibre, other.Calibre);
        bool nodesAreFar = new[] { twig.Samples[0], twig.End, other.Samples[0], other.End }.All(p => p.DistanceTo(crossing.Position) > free);
        bool crossingsAreFar = _crossings.Concat(made).All(c => c.Position.DistanceTo(crossing.Position) > free);
        double reach = near / Math.Sin(crossing.AngleDegrees * (Math.PI / 180)) * 1.5;
        bool closeOnlyThere = close.All(i => twig.Samples[i].DistanceTo(crossing.Position) <= reach);
        if (!nodesAreFar || !crossingsAreFar || !closeOnlyThere)
        {
            return false;
        }

        made.Add(crossing);
        return true;
    }

    /// <summary>The place where the sampled courses meet, when they meet once and steeply enough.</summary>
    private static VesselCrossing? Intersect(Twig twig, Twig other, List<int> close)
    {
        VesselCrossing? found = null;
        for (int i = Math.Max(0, close[0] - 1); i <= Math.Min(close[^1], twig.Samples.Length - 2); i++)
        {
            PointD a = twig.Samples[i];
            PointD u = twig.Samples[i + 1] - a;
            for (int j = 0; j < other.Samples.Length - 1; j++)
            {
                PointD b = other.Samples[j];
                PointD v = other.Samples[j + 1] - b;
                double cross = u.X * v.Y - u.Y * v.X;
                PointD w = b - a;
                double s = (w.X * v.Y - w.Y * v.X) / cross;
                double t = (w.X * u.Y - w.Y * u.X) / cross;
                if (!(s >= 0 && s < 1 && t >= 0 && t < 1))
                {
                    continue;
                }

                double cosine = Math.Abs(u.X * v.X + u.Y * v.Y) / (double.Hypot(u.X, u.Y) * double.Hypot(v.X, v.Y));
                if (found is not null || cosine > CosineOfFlattestCrossing)
                {
                    return null;
                }

                found = new VesselCrossing(a + u * s, Math.Acos(cosine) * (180 / Math.PI));
            }
        }

        return found;
    }
}
