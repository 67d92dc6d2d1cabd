namespace RetSam.Biomarkers.Phantoms;

/// <summary>A branch while the tree grows, in the frame of side 1; its course is sampled once for the many distances asked of it.</summary>
internal sealed class Twig
{
    private const double SampleStep = 0.0025;

    private readonly PointD _low;
    private readonly PointD _high;

    public Twig(VesselKind kind, int tree, Twig? parent, double calibre, IReadOnlyList<CentrelineSegment> course)
    {
        Kind = kind;
        Tree = tree;
        Parent = parent;
        Generation = parent is null ? 0 : parent.Generation + 1;
        Calibre = calibre;
        Course = course;
        Samples = Sample(course);
        _low = new PointD(Samples.Min(p => p.X), Samples.Min(p => p.Y));
        _high = new PointD(Samples.Max(p => p.X), Samples.Max(p => p.Y));
    }

    public VesselKind Kind { get; }

    public int Tree { get; }

    public Twig? Parent { get; }

    public int Generation { get; }

    public double Calibre { get; }

    public IReadOnlyList<CentrelineSegment> Course { get; }

    /// <summary>Points along the course, from its start to its end.</summary>
    public PointD[] Samples { get; }

    /// <summary>The distance along the course from one sample to the next.</summary>
    public double Step => Course.Sum(s => s.Length) / (Samples.Length - 1);

    public bool HasDaughters { get; set; }

    public PointD End => Course[^1].End;

    public double EndHeading => Course[^1].EndHeading;

    public double DistanceTo(PointD point)
    {
        double least = double.PositiveInfinity;
        foreach (CentrelineSegment segment in Course)
        {
            least = Math.Min(least, segment.DistanceTo(point));
        }

        return least;
    }

    /// <summary>Whether the other's bounding box comes nearer than a distance.</summary>
    public bool MayComeNear(Twig other, double distance)
        => _low.X - distance <= other._high.X && other._low.X - distance <= _high.X
        && _low.Y - distance <= other._high.Y && other._low.Y - distance <= _high.Y;

    private static PointD[] Sample(IReadOnlyList<CentrelineSegment> course)
    {
        double length = course.Sum(s => s.Length);
        int steps = Math.Max(1, (int)Math.Ceiling(length / SampleStep));
        var samples = new PointD[steps + 1];
        int segment = 0;
        double before = 0;
        for (int i = 0; i <= steps; i++)
        {
            double at = length * i / steps;
            while (segment < course.Count - 1 && at > before + course[segment].Length)
            {
                before += course[segment++].Length;
            }

            samples[i] = course[segment].PointAt(at - before);
        }

        return samples;
    }
}
