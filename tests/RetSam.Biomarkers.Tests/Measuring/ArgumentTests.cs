using RetSam.Biomarkers.Graph;
using RetSam.Biomarkers.Kernels;
using RetSam.Biomarkers.Phantoms;

namespace RetSam.Biomarkers.Tests.Measuring;

/// <summary>Arguments that are missing or impossible are refused by name, before anything is done.</summary>
public sealed class ArgumentTests
{
    private static readonly BinaryMask Mask = Drawing.Where(40, 30, (x, y) => x is > 5 and < 30 && y is > 9 and < 14);
    private static readonly RetinaSegmentation Segmentation = new RetinaSegmentation.Builder(40, 30).Build();

    private static readonly Dictionary<string, (string Parameter, Action Call)> Missing = new()
    {
        ["a box count"] = ("mask", () => BoxCounting.Measure((BinaryMask)null!, 100)),
        ["components"] = ("mask", () => Components.Analyse(null!)),
        ["an outline"] = ("mask", () => Contour.Trace(null!, (0, 0))),
        ["a hull"] = ("mask", () => ConvexHull.Of(null!)),
        ["distances"] = ("mask", () => DistanceTransform.SquaredToBackground(null!, new int[10])),
        ["a fill's marker"] = ("marker", () => GeodesicFill.Fill(null!, Mask)),
        ["a fill's mask"] = ("mask", () => GeodesicFill.Fill(Mask, null!)),
        ["a dilation"] = ("mask", () => Morphology.Dilate(null!, StructuringElement.Disc(2))),
        ["an erosion"] = ("mask", () => Morphology.Erode(null!, StructuringElement.Disc(2))),
        ["pinholes"] = ("mask", () => Pinholes.Fill(null!)),
        ["a profile"] = ("contour", () => new RadialProfile(null!, default)),
        ["moments"] = ("mask", () => SecondMoments.Of(null!)),
        ["thinning"] = ("mask", () => Thinning.Thin(null!)),
        ["a skeleton"] = ("mask", () => Thinning.Skeletonize(null!)),
        ["a disc"] = ("disc", () => DiscGeometry.FromMask(null!)),
        ["a vessel skeleton"] = ("mask", () => VesselGraph.Skeletonize(null!)),
        ["a graph's mask"] = ("mask", () => VesselGraph.FromSkeleton(null!, Mask)),
        ["a graph's skeleton"] = ("skeleton", () => VesselGraph.FromSkeleton(Mask, null!)),
        ["a graph's options"] = ("options", () => VesselGraph.FromSkeleton(Mask, Mask, null!)),
        ["trees"] = ("graph", () => VesselTrees.Resolve(null!)),
        ["a tree's edge"] = ("edge", () => Straight((_, trees) => trees.Find(null!))),
        ["an edge's other end"] = ("node", () => Straight((graph, _) => graph.Edges[0].GetOther(null!))),
        ["a branch's node"] = ("node", () => Straight((graph, trees) => trees.Find(graph.Edges[0])!.LeadsTo(null!))),
        ["the side of an eye"] = ("segmentation", () => LateralityEstimate.Infer(null!)),
        ["a phantom's class"] = ("retinaClass", () => EyePhantom.Create(new EyePhantomOptions { Size = 320 }).DrawMask(null!)),
        ["rules"] = ("stream", () => FindingRules.Load(null!)),
        ["rules' measurements"] = ("measurements", () => FindingRules.Default.Evaluate(null!)),
        ["a catalogue"] = ("measures", () => new MeasureCatalogue(null!)),
        ["an id"] = ("id", () => MeasureCatalogue.Default.Find(null!)),
        ["a context"] = ("segmentation", () => new MeasureContext(null!)),
        ["measuring"] = ("segmentation", () => MeasureCatalogue.Default.MeasureAll(null!)),
        ["intervals' measurements"] = ("measurements", () => MeasureCatalogue.Default.AddIntervals(null!, Segmentation)),
        ["intervals' masks"] = ("segmentation", () => MeasureCatalogue.Default.AddIntervals([], null!)),
        ["a measure's definition"] = ("definition", () => new OwnMeasure(null!)),
        ["a measure's context"] = ("context", () => MeasureCatalogue.Default.Measures[0].Take(null!)),
    };

    public static TheoryData<string> Names { get; } = [.. Missing.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_missing_is_named(string name)
        => Assert.Equal(Missing[name].Parameter, Assert.Throws<ArgumentNullException>(Missing[name].Call).ParamName);

    [Fact]
    public void Nodes_and_pixels_of_another_branch_are_refused() => Straight((graph, trees) =>
    {
        using VesselGraph other = VesselGraph.FromMask(Mask);
        VesselEdge edge = graph.Edges[0];
        Assert.Throws<ArgumentException>(() => edge.GetOther(other.Nodes[0]));
        Assert.Throws<ArgumentException>(() => trees.Find(edge)!.LeadsTo(other.Nodes[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => edge.GetPixel(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => edge.GetPixel(edge.PixelCount));
        Assert.InRange(edge.GetPixel(edge.PixelCount - 1).X, 0, 39);
    });

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        using var small = new BinaryMask(39, 30);
        Assert.Throws<ArgumentException>(() => VesselGraph.FromSkeleton(Mask, small));
        Assert.Throws<ArgumentException>(() => GeodesicFill.Fill(small, Mask));
        Assert.Throws<ArgumentException>(() => DistanceTransform.SquaredToBackground(Mask, new int[40 * 30 - 1]));
        DistanceTransform.SquaredToBackground(Mask, new int[40 * 30]);
    }

    private static void Straight(Action<VesselGraph, VesselTrees> use)
    {
        using VesselGraph graph = VesselGraph.FromMask(Mask);
        use(graph, VesselTrees.Resolve(graph));
    }

    private sealed class OwnMeasure(MeasureDefinition definition) : Measure(definition)
    {
        protected override MeasureOutcome Compute(MeasureContext context) => MeasureOutcome.Of(1);
    }
}
