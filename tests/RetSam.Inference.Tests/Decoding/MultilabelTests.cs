using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

public class MultilabelTests
{
    private const int Side = TestPackage.Side;

    [Fact]
    public void A_pixel_is_set_exactly_where_its_probability_reaches_the_threshold()
    {
        // Logits -1.55 .. 1.55 by column; sigmoid(0.85) = 0.7005.
        static float LogitAt(int x) => (x - 15.5f) / 10;
        JsonObject head = TestPackage.Head("""{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel", "threshold": 0.7 }] }""");
        using RetinaSegmentation result = TestPackage.Segment(
            TestPackage.Manifest(head), TestPackage.ConstantGraph(("vessels", [1, 1, Side, Side], TestPackage.Plane((x, _) => LogitAt(x)))));
        TestPackage.AssertMask((x, _) => 1 / (1 + Math.Exp(-LogitAt(x))) >= 0.7, result.GetMask(RetinaClass.Vessel));
        Assert.Equal("test-model 1.2.3", result.Source);
        Assert.Equal([RetinaClass.Vessel], result.Classes);
    }

    [Fact]
    public void The_temperature_divides_logits_before_the_threshold_is_taken()
    {
        static float LogitAt(int x) => (x - 15.5f) / 10;
        JsonObject head = TestPackage.Head(
            """{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel", "threshold": 0.6, "temperature": 2.5 }] }""");
        using RetinaSegmentation result = TestPackage.Segment(
            TestPackage.Manifest(head), TestPackage.ConstantGraph(("vessels", [1, 1, Side, Side], TestPackage.Plane((x, _) => LogitAt(x)))));
        TestPackage.AssertMask((x, _) => 1 / (1 + Math.Exp(-LogitAt(x) / 2.5)) >= 0.6, result.GetMask(RetinaClass.Vessel));
    }

    [Fact]
    public void Heads_that_give_probabilities_are_cut_as_they_are()
    {
        JsonObject head = TestPackage.Head(
            """{ "name": "vessels", "kind": "multilabel", "values": "probabilities", "channels": [{ "class": "vessel", "threshold": 0.25 }] }""");
        using RetinaSegmentation result = TestPackage.Segment(
            TestPackage.Manifest(head), TestPackage.ConstantGraph(("vessels", [1, 1, Side, Side], TestPackage.Plane((x, _) => x / 32f))));
        TestPackage.AssertMask((x, _) => x >= 8, result.GetMask(RetinaClass.Vessel));
    }

    [Fact]
    public void Channels_are_independent_and_each_goes_to_its_class()
    {
        JsonObject head = TestPackage.Head(
            """{ "name": "av", "kind": "multilabel", "channels": [{ "class": "vein" }, { "class": "artery" }] }""");
        float[] planes = [.. TestPackage.Plane((x, _) => x < 20 ? 1 : -1), .. TestPackage.Plane((_, y) => y < 10 ? 1 : -1)];
        using RetinaSegmentation result = TestPackage.Segment(TestPackage.Manifest(head), TestPackage.ConstantGraph(("av", [1, 2, Side, Side], planes)));
        TestPackage.AssertMask((x, _) => x < 20, result.GetMask(RetinaClass.Vein));
        TestPackage.AssertMask((_, y) => y < 10, result.GetMask(RetinaClass.Artery));
        Assert.Null(result.GetMask(RetinaClass.Vessel));
    }

    [Fact]
    public void A_head_of_half_the_resolution_lands_on_the_same_place()
    {
        JsonObject head = TestPackage.Head(
            """{ "name": "disc", "kind": "multilabel", "width": 16, "height": 16, "channels": [{ "class": "optic-disc" }] }""");
        float[] plane = TestPackage.Plane((x, y) => x is >= 4 and < 10 && y is >= 6 and < 12 ? 1 : -1, side: 16);
        using RetinaSegmentation result = TestPackage.Segment(TestPackage.Manifest(head), TestPackage.ConstantGraph(("disc", [1, 1, 16, 16], plane)));
        // Interpolation crosses zero half way between two head pixels, which is the border between them.
        TestPackage.AssertMask((x, y) => x is >= 8 and < 20 && y is >= 12 and < 24, result.GetMask(RetinaClass.OpticDisc));
    }

    [Fact]
    public void Small_components_go_by_their_area_in_the_heads_own_pixels()
    {
        JsonObject head = TestPackage.Head(
            """{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel", "minimumComponentArea": 6 }] }""");
        // Five pixels, then six, then two threes that touch by a corner.
        static bool IsSet(int x, int y) => (y == 1 && x < 5) || (y == 4 && x < 6) || (y == 8 && x is >= 10 and < 13) || (y == 9 && x is >= 13 and < 16);
        using RetinaSegmentation result = TestPackage.Segment(
            TestPackage.Manifest(head), TestPackage.ConstantGraph(("vessels", [1, 1, Side, Side], TestPackage.Plane((x, y) => IsSet(x, y) ? 1 : -1))));
        TestPackage.AssertMask((x, y) => y != 1 && IsSet(x, y), result.GetMask(RetinaClass.Vessel));
    }
}
