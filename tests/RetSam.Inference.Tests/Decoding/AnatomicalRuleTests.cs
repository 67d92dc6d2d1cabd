using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

public class AnatomicalRuleTests
{
    private const int Side = TestPackage.Side;

    private const string DiscHead =
        """{ "name": "disc", "kind": "multilabel", "channels": [{ "class": "optic-disc" }, { "class": "optic-cup" }] }""";

    private const string VesselHead =
        """{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel" }, { "class": "artery" }, { "class": "vein" }] }""";

    [Fact]
    public void Without_rules_masks_are_what_the_model_says()
    {
        using RetinaSegmentation result = Segment(DiscHead, "disc", [], TwoDiscs, (x, y) => x > 25 && y > 25);
        TestPackage.AssertMask(TwoDiscs, result.GetMask(RetinaClass.OpticDisc));
        TestPackage.AssertMask((x, y) => x > 25 && y > 25, result.GetMask(RetinaClass.OpticCup));
    }

    [Fact]
    public void One_disc_keeps_the_largest_and_fills_its_holes()
    {
        using RetinaSegmentation result = Segment(DiscHead, "disc", ["one-disc"], TwoDiscs, (_, _) => false);
        TestPackage.AssertMask((x, y) => InBox(x, y, 12, 12, 10), result.GetMask(RetinaClass.OpticDisc));
    }

    [Fact]
    public void The_cup_is_cut_to_the_disc_after_the_disc_was_chosen()
    {
        // The cup's larger part lies in the smaller disc, which goes.
        using RetinaSegmentation result = Segment(
            DiscHead, "disc", ["cup-inside-disc", "one-disc"], TwoDiscs, (x, y) => InBox(x, y, 1, 1, 6) || InBox(x, y, 14, 14, 3) || InBox(x, y, 21, 20, 4));
        TestPackage.AssertMask((x, y) => InBox(x, y, 14, 14, 3), result.GetMask(RetinaClass.OpticCup));
    }

    [Fact]
    public void A_rim_and_a_cup_that_exclude_each_other_make_a_disc()
    {
        using RetinaSegmentation result = Segment(
            DiscHead, "disc", ["disc-includes-cup"], (x, y) => InBox(x, y, 12, 12, 10) && !InBox(x, y, 15, 15, 4), (x, y) => InBox(x, y, 15, 15, 4));
        TestPackage.AssertMask((x, y) => InBox(x, y, 12, 12, 10), result.GetMask(RetinaClass.OpticDisc));
    }

    [Fact]
    public void An_empty_disc_stays_looked_for_and_not_found()
    {
        using RetinaSegmentation result = Segment(DiscHead, "disc", ["one-disc", "cup-inside-disc"], (_, _) => false, (x, y) => InBox(x, y, 3, 3, 3));
        Assert.True(result.GetMask(RetinaClass.OpticDisc)!.IsEmpty());
        Assert.True(result.GetMask(RetinaClass.OpticCup)!.IsEmpty());
    }

    [Fact]
    public void Arteries_and_veins_are_vessels()
    {
        using RetinaSegmentation result = Segment(
            VesselHead, "vessels", ["vessel-includes-artery-and-vein"], (_, y) => y == 3, (x, _) => x == 5, (x, _) => x == 9);
        TestPackage.AssertMask((x, y) => y == 3 || x is 5 or 9, result.GetMask(RetinaClass.Vessel));
        TestPackage.AssertMask((x, _) => x == 5, result.GetMask(RetinaClass.Artery));
        TestPackage.AssertMask((x, _) => x == 9, result.GetMask(RetinaClass.Vein));
    }

    [Fact]
    public void Nothing_is_reported_outside_the_field_of_view_and_the_clip_comes_before_small_components_go()
    {
        JsonObject head = TestPackage.Head(
            """{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel", "minimumComponentArea": 6 }] }""");
        JsonObject manifest = TestPackage.Manifest(head);
        manifest["rules"] = new JsonArray("inside-field-of-view");
        // Two rows of ten: the upper has five pixels inside, the lower eight.
        static bool IsSet(int x, int y) => (y == 3 && x is >= 11 and < 21) || (y == 8 && x is >= 8 and < 18);
        using RetinaSegmentation result = TestPackage.Segment(
            manifest,
            TestPackage.ConstantGraph(("vessels", [1, 1, Side, Side], TestPackage.Plane((x, y) => IsSet(x, y) ? 1 : -1))),
            FieldOfView.FromMask(TestPackage.Mask((x, _) => x < 16)));
        TestPackage.AssertMask((x, y) => y == 8 && x is >= 8 and < 16, result.GetMask(RetinaClass.Vessel));
    }

    /// <summary>A small disc, and a large one with a hole.</summary>
    private static bool TwoDiscs(int x, int y) => InBox(x, y, 1, 1, 6) || (InBox(x, y, 12, 12, 10) && !InBox(x, y, 15, 15, 2));

    private static bool InBox(int x, int y, int left, int top, int side) => x >= left && x < left + side && y >= top && y < top + side;

    private static RetinaSegmentation Segment(string head, string output, string[] rules, params Func<int, int, bool>[] masks)
    {
        JsonObject manifest = TestPackage.Manifest(TestPackage.Head(head));
        manifest["rules"] = new JsonArray([.. rules.Select(r => JsonValue.Create(r))]);
        float[] planes = [.. masks.SelectMany(m => TestPackage.Plane((x, y) => m(x, y) ? 1 : -1))];
        return TestPackage.Segment(manifest, TestPackage.ConstantGraph((output, [1, masks.Length, Side, Side], planes)));
    }
}
