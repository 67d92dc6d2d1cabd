using RetSam.Biomarkers.Phantoms;

namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>Grown eyes: what is true of them and what is drawn of them (<see cref="Pins"/>). A seed is one eye in every version.</summary>
public sealed class PinnedPhantoms
{
    public static TheoryData<string, EyePhantomOptions> Eyes { get; } = new()
    {
        { "as by default", new EyePhantomOptions { Size = 320 } },
        { "left and turned", new EyePhantomOptions { Size = 400, Seed = 7, RotationDegrees = -71.5, Laterality = Laterality.Left } },
        { "few vessels, many lesions", new EyePhantomOptions { Size = 500, Seed = 31, VesselsOfEachKind = 3, LesionsOfEachClass = 25, CupToDiscRatio = 0.83 } },
        { "many vessels", new EyePhantomOptions { Size = 641, Seed = 99, VesselsOfEachKind = 8, LesionsOfEachClass = 2, RotationDegrees = 190 } },
    };

    /// <summary>How an eye grows hangs on what had to be tried again: what is rare in one eye is met in many.</summary>
    [Fact]
    public void Truth_of_many_eyes()
    {
        var pins = new Pins("phantom/many");
        for (int seed = 1; seed <= 25; seed++)
        {
            EyeTruth truth = EyePhantom.Create(new EyePhantomOptions { Size = 320, Seed = (ulong)seed * 7919, VesselsOfEachKind = 3 + seed % 6, LesionsOfEachClass = seed % 20 }).Truth;
            pins.Add($"{seed:00}", (truth.Disc, truth.CupRadius, truth.Fovea, truth.Arteries.Branches, truth.Veins.Branches, truth.Arteries.Bifurcations, truth.Veins.Bifurcations, truth.Crossings, truth.Lesions));
        }

        pins.Check();
    }

    [Theory]
    [MemberData(nameof(Eyes))]
    public void Truth_and_drawings(string name, EyePhantomOptions options)
    {
        var pins = new Pins($"phantom/{name}");
        EyePhantom eye = EyePhantom.Create(options);
        EyeTruth truth = eye.Truth;
        pins.Add("disc and fovea", (truth.Disc, truth.CupRadius, truth.CupToDiscRatio, truth.Fovea, truth.DiscFoveaDistance, truth.DiscFoveaAngle, truth.FieldOfView, truth.ArteriovenousRatio));
        pins.Add("lesions", truth.Lesions);
        pins.Add("crossings", truth.Crossings);
        foreach (VesselTruth vessels in new[] { truth.Arteries, truth.Veins })
        {
            pins.Add($"{vessels.Kind}/branches", vessels.Branches);
            pins.Add($"{vessels.Kind}/bifurcations", vessels.Bifurcations);
            pins.Add($"{vessels.Kind}/calibres in zone B", vessels.ZoneBCalibres);
            pins.Add($"{vessels.Kind}/summary", (vessels.KnudtsonEquivalent, vessels.TotalLength, vessels.MeanDistanceFactor, vessels.MeanBranchingAngle, vessels.ComponentCount, vessels.EndpointCount));
            pins.Add($"{vessels.Kind}/distances", vessels.Branches.Select(b => b.DistanceTo(truth.Disc.Centre)));
        }

        foreach (RetinaClass retinaClass in EyePhantom.Classes)
        {
            using BinaryMask mask = eye.DrawMask(retinaClass);
            pins.Add($"{retinaClass}/mask", mask);
        }

        foreach ((RetinaClass retinaClass, double blur) in new[] { (RetinaClass.Vein, 1.0), (RetinaClass.OpticCup, 6), (RetinaClass.Hemorrhage, 3.5) })
        {
            using ProbabilityMap map = eye.DrawProbability(retinaClass, blur);
            pins.Add($"{retinaClass}/probability", map.Values.ToArray());
        }

        using FundusImage photograph = eye.DrawPhotograph();
        pins.Add("photograph", photograph);
        pins.Check();
    }
}
