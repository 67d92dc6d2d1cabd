using RetSam.Biomarkers.Graph;
using RetSam.Biomarkers.Phantoms;
using RetSam.Biomarkers.Tests.Graph;

namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>Nodes, branches, centrelines, calibres and trees of vessels drawn by hand and grown (<see cref="Pins"/>).</summary>
public sealed class PinnedGraphs
{
    [Fact]
    public void Vessels_drawn_by_hand()
    {
        var pins = new Pins("graph/drawn");
        DiscGeometry?[] discs = [null, new DiscGeometry(new PointD(30, 95), 14, 616), new DiscGeometry(new PointD(105, 100), 52, 8500)];
        foreach ((string name, BinaryMask mask) in PinnedMasks.Vessels())
        {
            using VesselGraph graph = VesselGraph.FromMask(mask);
            GraphText.Add(pins, name, graph, discs);
            mask.Dispose();
        }

        pins.Check();
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 33)]
    public void Vessels_of_grown_eyes(int seed, double degrees)
    {
        var pins = new Pins($"graph/eye {seed}");
        EyePhantom eye = EyePhantom.Create(new EyePhantomOptions { Size = 320, Seed = (ulong)seed, RotationDegrees = degrees });
        using BinaryMask artery = eye.DrawMask(RetinaClass.Artery);
        using BinaryMask vein = eye.DrawMask(RetinaClass.Vein);
        using BinaryMask all = eye.DrawMask(RetinaClass.Vessel);
        using BinaryMask discMask = eye.DrawMask(RetinaClass.OpticDisc);
        DiscGeometry disc = DiscGeometry.FromMask(discMask);
        using ProbabilityMap probability = eye.DrawProbability(RetinaClass.Artery, 2.5);
        using VesselGraph arteries = VesselGraph.FromMask(artery, new VesselGraphOptions { Probability = probability });
        using VesselGraph veins = VesselGraph.FromMask(vein);
        using VesselGraph vessels = VesselGraph.FromMask(all, new VesselGraphOptions { Artery = artery, Vein = vein });
        GraphText.Add(pins, "arteries with probabilities", arteries, disc);
        GraphText.Add(pins, "veins without a disc", veins, null, disc);
        GraphText.Add(pins, "all with kinds", vessels, disc);
        pins.Check();
    }

    /// <summary>Vessels, rings and knots in any number and place: what is rare in an eye is met here.</summary>
    [Fact]
    public void Tangles_of_chance()
    {
        var pins = new Pins("graph/tangles");
        for (uint seed = 1; seed <= 60; seed++)
        {
            using BinaryMask mask = PinnedMasks.Tangle(220, 180, 4 + (int)seed % 9, seed);
            using BinaryMask artery = PinnedMasks.Tangle(220, 180, 4, seed + 100);
            using BinaryMask vein = mask.Clone();
            mask.UnionWith(artery);
            using VesselGraph graph = seed % 2 == 0 ? VesselGraph.FromMask(mask, new VesselGraphOptions { Artery = artery, Vein = vein }) : VesselGraph.FromMask(mask);
            pins.Add($"{seed:00}", GraphText.Of(graph, null, new DiscGeometry(new PointD(110, 90), 12 + seed % 20, 500), new DiscGeometry(new PointD(60 + 2 * seed, 80), 50, 7850)));
        }

        pins.Check();
    }

    /// <summary>Where kinds are known, a crossing is told from a bifurcation by them, and a contact from both.</summary>
    [Theory]
    [InlineData("crossing", 20, 40, 180, 150, 30, 160, 170, 30)]
    [InlineData("flat", 10, 90, 190, 110, 10, 118, 190, 84)]
    [InlineData("touching", 10, 92, 190, 98, 10, 112, 190, 103)]
    [InlineData("ending", 10, 92, 190, 98, 100, 30, 101, 93)]
    [InlineData("running together", 10, 60, 190, 100, 60, 150, 190, 102)]
    public void Kinds_drawn_by_hand(string name, double x0, double y0, double x1, double y1, double u0, double v0, double u1, double v1)
    {
        var pins = new Pins($"graph/kinds/{name}");
        using BinaryMask artery = new BinaryMask(200, 200).Segment(x0, y0, x1, y1, 6).Segment(60, 70, 80, 10, 4);
        using BinaryMask vein = new BinaryMask(200, 200).Segment(u0, v0, u1, v1, 8).Segment(120, 110, 150, 190, 5);
        using BinaryMask all = artery.Clone();
        all.UnionWith(vein);
        using VesselGraph kinds = VesselGraph.FromMask(all, new VesselGraphOptions { Artery = artery, Vein = vein });
        GraphText.Add(pins, "known", kinds, null, new DiscGeometry(new PointD(100, 100), 30, 2827));
        using VesselGraph unknown = VesselGraph.FromMask(all);
        GraphText.Add(pins, "unknown", unknown, [null]);
        pins.Check();
    }
}
