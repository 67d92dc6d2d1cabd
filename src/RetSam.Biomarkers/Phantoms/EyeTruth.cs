namespace RetSam.Biomarkers.Phantoms;

/// <summary>
/// Everything that is true of a phantom by the way it was made, in the picture's pixels: none of it was read back from the picture.
/// Immutable and thread-safe.
/// </summary>
public sealed class EyeTruth
{
    internal EyeTruth(
        Circle disc, double cupRadius, PointD fovea, Circle fieldOfView,
        IReadOnlyList<VesselBranch> branches, IReadOnlyList<VesselBifurcation> bifurcations, IReadOnlyList<VesselCrossing> crossings,
        IReadOnlyList<PhantomLesion> lesions)
    {
        Disc = disc;
        CupRadius = cupRadius;
        Fovea = fovea;
        FieldOfView = fieldOfView;
        Arteries = new VesselTruth(VesselKind.Artery, branches, bifurcations);
        Veins = new VesselTruth(VesselKind.Vein, branches, bifurcations);
        Crossings = crossings;
        Lesions = lesions;
    }

    /// <summary>The optic disc.</summary>
    public Circle Disc { get; }

    /// <summary>The radius of the cup, which is concentric with the disc.</summary>
    public double CupRadius { get; }

    /// <summary>The cup-to-disc ratio of diameters, in every direction.</summary>
    public double CupToDiscRatio => CupRadius / Disc.Radius;

    /// <summary>The centre of the fovea.</summary>
    public PointD Fovea { get; }

    /// <summary>The distance from the disc's centre to the fovea.</summary>
    public double DiscFoveaDistance => Disc.Centre.DistanceTo(Fovea);

    /// <summary>The angle of the line from the disc to the fovea against the picture's horizontal in degrees, -90..90, positive when the fovea lies lower.</summary>
    public double DiscFoveaAngle => Math.Atan2(Fovea.Y - Disc.Centre.Y, Math.Abs(Fovea.X - Disc.Centre.X)) * (180 / Math.PI);

    /// <summary>The illuminated circle.</summary>
    public Circle FieldOfView { get; }

    /// <summary>The arteries.</summary>
    public VesselTruth Arteries { get; }

    /// <summary>The veins.</summary>
    public VesselTruth Veins { get; }

    /// <summary>CRAE over CRVE.</summary>
    public double ArteriovenousRatio => Arteries.KnudtsonEquivalent / Veins.KnudtsonEquivalent;

    /// <summary>The places where an artery crosses a vein; vessels of one kind cross nowhere.</summary>
    public IReadOnlyList<VesselCrossing> Crossings { get; }

    /// <summary>The lesions.</summary>
    public IReadOnlyList<PhantomLesion> Lesions { get; }

    /// <summary>The truth about a kind of vessels.</summary>
    /// <param name="kind"><see cref="VesselKind.Artery"/> or <see cref="VesselKind.Vein"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another kind.</exception>
    public VesselTruth GetVessels(VesselKind kind) => kind switch
    {
        VesselKind.Artery => Arteries,
        VesselKind.Vein => Veins,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A phantom has arteries and veins."),
    };
}
