namespace RetSam.Biomarkers.Phantoms;

/// <summary>What is true of a phantom's arteries or of its veins.</summary>
public sealed class VesselTruth
{
    private readonly VesselBranch[] _branches;

    internal VesselTruth(VesselKind kind, IEnumerable<VesselBranch> branches, IEnumerable<VesselBifurcation> bifurcations)
    {
        Kind = kind;
        _branches = [.. branches.Where(b => b.Kind == kind)];
        Bifurcations = [.. bifurcations.Where(b => b.Kind == kind)];
        ZoneBCalibres = [.. _branches.Where(b => b.Generation == 0).Select(b => b.Calibre).OrderDescending()];
        double[] widest = [.. ZoneBCalibres.Take(CalibreEquivalent.Most)];
        KnudtsonEquivalent = CalibreEquivalent.Knudtson(kind, widest);
    }

    /// <summary>Artery or vein.</summary>
    public VesselKind Kind { get; }

    /// <summary>The branches between nodes.</summary>
    public IReadOnlyList<VesselBranch> Branches => _branches;

    /// <summary>The bifurcations.</summary>
    public IReadOnlyList<VesselBifurcation> Bifurcations { get; }

    /// <summary>The number of trees, no two of which touch.</summary>
    public int ComponentCount => ZoneBCalibres.Count;

    /// <summary>The number of free ends: one in the disc for each tree, and the leaves.</summary>
    public int EndpointCount => ComponentCount + _branches.Count(b => b.IsLeaf);

    /// <summary>The sum of the branches' lengths in px.</summary>
    public double TotalLength => _branches.Sum(b => b.Length);

    /// <summary>The mean of arc over chord over the branches.</summary>
    public double MeanDistanceFactor => _branches.Average(b => b.DistanceFactor);

    /// <summary>The mean angle between daughters in degrees; <see langword="null"/> without bifurcations.</summary>
    public double? MeanBranchingAngle => Bifurcations.Count == 0 ? null : Bifurcations.Average(b => b.AngleDegrees);

    /// <summary>The calibres of the trunks that cross zone B (2 to 3 disc radii from the disc's centre), in px, widest first. All cross the whole of it, radially.</summary>
    public IReadOnlyList<double> ZoneBCalibres { get; }

    /// <summary>CRAE of the arteries or CRVE of the veins by Knudtson's formula over the six widest of <see cref="ZoneBCalibres"/>, in px.</summary>
    public double KnudtsonEquivalent { get; }
}
