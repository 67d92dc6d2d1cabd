namespace RetSam.Biomarkers.Phantoms;

/// <summary>A branch as it was drawn: a band of constant calibre with round ends, between two of the tree's nodes.</summary>
public sealed class VesselBranch
{
    internal VesselBranch(VesselKind kind, int tree, int generation, bool isLeaf, double calibre, IReadOnlyList<CentrelineSegment> centreline)
    {
        Kind = kind;
        Tree = tree;
        Generation = generation;
        IsLeaf = isLeaf;
        Calibre = calibre;
        Centreline = centreline;
    }

    /// <summary>Artery or vein.</summary>
    public VesselKind Kind { get; }

    /// <summary>Which tree of its kind it belongs to, from 0.</summary>
    public int Tree { get; }

    /// <summary>How many bifurcations lie between it and the disc.</summary>
    public int Generation { get; }

    /// <summary>Whether it ends freely.</summary>
    public bool IsLeaf { get; }

    /// <summary>The width of the band in px.</summary>
    public double Calibre { get; }

    /// <summary>The course, away from the disc: lines and arcs that continue each other without a kink.</summary>
    public IReadOnlyList<CentrelineSegment> Centreline { get; }

    /// <summary>The length of the course in px.</summary>
    public double Length => Centreline.Sum(s => s.Length);

    /// <summary>The distance from its start to its end in px.</summary>
    public double Chord => Centreline[0].Start.DistanceTo(Centreline[^1].End);

    /// <summary>Arc over chord.</summary>
    public double DistanceFactor => Length / Chord;

    /// <summary>The integral of squared curvature along the course, in px-1.</summary>
    public double TotalSquaredCurvature => Centreline.Sum(s => s.Curvature * s.Curvature * s.Length);

    /// <summary>The distance of a point from the course.</summary>
    public double DistanceTo(PointD point)
    {
        double least = double.PositiveInfinity;
        foreach (CentrelineSegment segment in Centreline)
        {
            least = Math.Min(least, segment.DistanceTo(point));
        }

        return least;
    }
}
