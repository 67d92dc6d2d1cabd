using RetSam.Biomarkers;
using RetSam.Biomarkers.Phantoms;

namespace RetSam;

/// <summary>What a measure of a phantom should be, and how far it may be off: the bounds that docs/biomarkers.md promises.</summary>
/// <param name="Id">The measure.</param>
/// <param name="Truth">What is true by the way the eye was drawn.</param>
/// <param name="Tolerance">How far it may be off, in the same unit; 0 for what is counted.</param>
internal readonly record struct PhantomBound(string Id, double Truth, double Tolerance)
{
    public static IEnumerable<PhantomBound> Of(EyeTruth eye) =>
    [
        Within("vessel.artery.crae.knudtson", eye.Arteries.KnudtsonEquivalent, 0.03),
        Within("vessel.vein.crve.knudtson", eye.Veins.KnudtsonEquivalent, 0.03),
        Within("vessel.avr", eye.ArteriovenousRatio, 0.03),
        new("vessel.vessel.topology.crossings", eye.Crossings.Count, 1),
        .. OfTrees("vessel.artery.", eye.Arteries),
        .. OfTrees("vessel.vein.", eye.Veins),
        Within("disc.area", Math.PI * eye.Disc.Radius * eye.Disc.Radius, 0.01),
        new("cdr.vertical", eye.CupToDiscRatio, 0.01),
        new("cdr.horizontal", eye.CupToDiscRatio, 0.01),
        new("cdr.area", eye.CupToDiscRatio * eye.CupToDiscRatio, 0.01),
        new("macula.disc_distance", eye.DiscFoveaDistance, 0.2),
        new("macula.disc_angle", eye.DiscFoveaAngle, 0.2),
        .. eye.Lesions.GroupBy(l => l.Class).SelectMany(OfLesions),
    ];

    private static IEnumerable<PhantomBound> OfTrees(string prefix, VesselTruth trees) =>
    [
        Within(prefix + "tortuosity.distance_factor.mean", trees.MeanDistanceFactor, 0.005),
        new(prefix + "topology.components", trees.ComponentCount, 0),
        new(prefix + "topology.endpoints", trees.EndpointCount, 0),
        Within(prefix + "topology.bifurcations", trees.Bifurcations.Count, 0.03),
        new(prefix + "topology.branching_angle.mean", trees.MeanBranchingAngle!.Value, 3),
    ];

    private static IEnumerable<PhantomBound> OfLesions(IGrouping<RetinaClass, PhantomLesion> lesions)
    {
        // A shape of pixels is off by about the square root of its outline's length.
        double outline = lesions.Sum(l => 2 * Math.PI * l.MajorRadius);
        return
        [
            new($"lesion.{lesions.Key.Key}.count", lesions.Count(), 0),
            new($"lesion.{lesions.Key.Key}.area", lesions.Sum(l => l.Area), 2 * Math.Sqrt(outline)),
        ];
    }

    private static PhantomBound Within(string id, double truth, double share) => new(id, truth, share * truth);
}
