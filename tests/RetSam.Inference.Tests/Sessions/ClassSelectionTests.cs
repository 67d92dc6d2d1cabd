using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

/// <summary>A segmenter that was asked for some classes only.</summary>
public class ClassSelectionTests
{
    private const int Side = TestPackage.Side;

    [Fact]
    public void Classes_not_asked_for_are_absent_and_the_others_are_as_the_whole_model_gives_them()
    {
        ModelPackage package = TrunkPackage();
        using var whole = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1 });
        using RetinaSegmentation expected = Segment(whole);
        Assert.Equal(6, expected.Classes.Count);
        foreach (RetinaClass[] classes in new RetinaClass[][]
        {
            [RetinaClass.Vessel], [RetinaClass.OpticCup], [RetinaClass.Exudate], [RetinaClass.Artery, RetinaClass.OpticDisc], [.. package.Manifest.PredictedClasses],
        })
        {
            using var segmenter = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1, Classes = classes });
            using RetinaSegmentation found = Segment(segmenter);
            Assert.Equal(classes.OrderBy(c => c.Slug), segmenter.PredictedClasses.OrderBy(c => c.Slug));
            Assert.Equal(classes.OrderBy(c => c.Slug), found.Classes.OrderBy(c => c.Slug));
            Assert.All(classes, c => Assert.True(expected.GetMask(c)!.ContentEquals(found.GetMask(c)!), c.Slug));
            Assert.Equal(whole.Id, segmenter.Id);
        }
    }

    [Fact]
    public void Rules_see_the_other_classes_of_a_head_that_runs_and_are_skipped_where_the_head_was_cut()
    {
        // The vessel channel is nowhere set, the artery everywhere: the rule fills the vessel mask.
        (string, long[], float[]) arteries = ("arteries", [1, 1, Side, Side], TestPackage.Plane((_, _) => 5));
        (string, long[], float[]) together = ("vessels", [1, 2, Side, Side], [.. TestPackage.Plane((_, _) => -5), .. TestPackage.Plane((_, _) => 5)]);
        JsonObject one = TestPackage.Manifest(TestPackage.Head("""{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel" }, { "class": "artery" }] }"""));
        one["rules"] = new JsonArray("vessel-includes-artery-and-vein");
        using var sameHead = new OnnxSegmenter(TestPackage.Create(one, TestPackage.ConstantGraph(together)), new OnnxSegmenterOptions { Classes = [RetinaClass.Vessel] });
        using RetinaSegmentation filled = Segment(sameHead);
        Assert.Equal([RetinaClass.Vessel], filled.Classes);
        Assert.Equal(Side * Side, filled.GetMask(RetinaClass.Vessel)!.CountPixels());

        JsonObject two = TestPackage.Manifest(TestPackage.VesselHead(), TestPackage.Head("""{ "name": "arteries", "kind": "multilabel", "channels": [{ "class": "artery" }] }"""));
        two["rules"] = new JsonArray("vessel-includes-artery-and-vein");
        byte[] graph = TestPackage.ConstantGraph(("vessels", [1, 1, Side, Side], TestPackage.Plane((_, _) => -5)), arteries);
        using var otherHead = new OnnxSegmenter(TestPackage.Create(two, graph), new OnnxSegmenterOptions { Classes = [RetinaClass.Vessel] });
        using RetinaSegmentation empty = Segment(otherHead);
        Assert.Equal(0, empty.GetMask(RetinaClass.Vessel)!.CountPixels());
    }

    [Fact]
    public void The_fovea_is_not_sought_unless_asked_for()
    {
        JsonObject manifest = TestPackage.Manifest(
            TestPackage.VesselHead(), TestPackage.Head("""{ "name": "point", "kind": "coordinates", "unit": "pixel", "channels": [{ "class": "fovea" }] }"""));
        byte[] graph = TestPackage.ConstantGraph(("vessels", [1, 1, Side, Side], new float[Side * Side]), ("point", [1, 2], [7, 9]));
        using var point = new OnnxSegmenter(TestPackage.Create(manifest, graph), new OnnxSegmenterOptions { Classes = [RetinaClass.Fovea] });
        using RetinaSegmentation found = Segment(point);
        Assert.Equal([RetinaClass.Fovea], found.Classes);
        Assert.NotNull(found.Fovea);
        using var vessels = new OnnxSegmenter(TestPackage.Create(manifest, graph), new OnnxSegmenterOptions { Classes = [RetinaClass.Vessel] });
        using RetinaSegmentation without = Segment(vessels);
        Assert.DoesNotContain(RetinaClass.Fovea, without.Classes);
    }

    [Fact]
    public void Outputs_that_the_manifest_does_not_list_are_cut_away()
    {
        // ONNX Runtime would refuse the operator, so it cannot have seen it.
        byte[] graph = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side]).Mix("vessels", "image", [1, 1, Side, Side], [1, 0, 0])
            .Node("NoSuchOperator", ["image"], ["extra"]).Output("extra", [1]).Build();
        using RetinaSegmentation result = TestPackage.Segment(TestPackage.Manifest(), graph);
        Assert.Equal([RetinaClass.Vessel], result.Classes);
    }

    [Fact]
    public void A_class_that_is_not_predicted_and_no_class_at_all_are_misuse()
    {
        ModelPackage package = TrunkPackage();
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new OnnxSegmenter(package, new OnnxSegmenterOptions { Classes = [RetinaClass.Vessel, RetinaClass.Drusen] }));
        Assert.Contains("does not predict drusen. It predicts: vessel, artery", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new OnnxSegmenter(package, new OnnxSegmenterOptions { Classes = [] }));
    }

    [Fact]
    public void Probabilities_of_a_class_not_asked_for_are_misuse()
    {
        using var segmenter = new OnnxSegmenter(TrunkPackage(), new OnnxSegmenterOptions { Classes = [RetinaClass.Vessel] });
        using FundusImage image = TestPackage.Photograph();
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(Side, Side);
        Assert.Throws<ArgumentException>(() => segmenter.PredictProbabilities(image, fieldOfView, RetinaClass.Artery, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_graph_is_cut_once_for_the_same_heads()
    {
        byte[] first = TrunkPackage().Keep([RetinaClass.Vessel]).Weights;
        Assert.Same(first, TrunkPackage().Keep([RetinaClass.Artery, RetinaClass.Vein]).Weights);
        Assert.NotEqual(first, TrunkPackage().Keep([RetinaClass.OpticDisc]).Weights);
    }

    [Fact]
    public void Segmenters_made_at_once_for_the_same_heads_share_the_bytes_and_answer_alike()
    {
        byte[][] cuts = new byte[8][];
        Parallel.For(0, cuts.Length, i => cuts[i] = TrunkPackage().Keep([RetinaClass.OpticDisc, RetinaClass.Exudate]).Weights);
        Assert.All(cuts, c => Assert.Same(cuts[0], c));
        using var whole = new OnnxSegmenter(TrunkPackage(), new OnnxSegmenterOptions { Threads = 1, KeepProbabilities = true });
        using RetinaSegmentation expected = Segment(whole);
        for (int i = 0; i < 2; i++)
        {
            using var cut = new OnnxSegmenter(
                TrunkPackage(), new OnnxSegmenterOptions { Threads = 1, KeepProbabilities = true, Classes = [RetinaClass.OpticDisc, RetinaClass.Exudate] });
            using RetinaSegmentation found = Segment(cut);
            foreach (RetinaClass asked in cut.PredictedClasses)
            {
                Assert.Equal(expected.GetProbability(asked)!.Values.ToArray(), found.GetProbability(asked)!.Values.ToArray());
                Assert.True(expected.GetMask(asked)!.ContentEquals(found.GetMask(asked)!));
            }
        }
    }

    [Fact]
    public void Probabilities_are_kept_of_the_classes_asked_for_and_of_no_other_of_their_head()
    {
        using var segmenter = new OnnxSegmenter(TrunkPackage(), new OnnxSegmenterOptions { Threads = 1, KeepProbabilities = true, Classes = [RetinaClass.Artery] });
        using RetinaSegmentation found = Segment(segmenter);
        Assert.NotNull(found.GetProbability(RetinaClass.Artery));
        Assert.NotNull(found.GetProbabilityThreshold(RetinaClass.Artery));
        Assert.All(RetinaClass.All.Where(c => c != RetinaClass.Artery), c => Assert.Null(found.GetProbability(c)));
        using BinaryMask cut = found.GetProbability(RetinaClass.Artery)!.ToMask();
        Assert.True(cut.ContentEquals(found.GetMask(RetinaClass.Artery)!));
        Assert.InRange(cut.CountPixels(), 20, Side * Side - 20);
    }

    private static ModelPackage TrunkPackage()
    {
        JsonObject manifest = TestPackage.Manifest(
            TestPackage.Head("""{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel" }, { "class": "artery" }, { "class": "vein" }] }"""),
            TestPackage.Head("""{ "name": "disc", "kind": "multilabel", "channels": [{ "class": "optic-disc" }, { "class": "optic-cup" }] }"""),
            TestPackage.Head("""{ "name": "lesions", "kind": "multilabel", "channels": [{ "class": "exudate" }] }"""));
        manifest["rules"] = new JsonArray("vessel-includes-artery-and-vein", "one-disc", "cup-inside-disc");
        return TestPackage.Create(manifest, GraphPrunerTests.SharedTrunk());
    }

    private static RetinaSegmentation Segment(OnnxSegmenter segmenter)
    {
        using FundusImage image = TestPackage.Photograph((x, y) => (byte)(x * 37 ^ y * 11));
        return segmenter.Segment(image, FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken);
    }
}
