using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

public class MulticlassTests
{
    private const int Side = TestPackage.Side;

    [Fact]
    public void The_likeliest_class_wins_and_of_equals_none()
    {
        // Background 0; disc rises with x, cup is level at 5.
        float[] planes = [.. TestPackage.Plane((_, _) => 0), .. TestPackage.Plane((x, _) => x - 10), .. TestPackage.Plane((_, _) => 5)];
        using RetinaSegmentation result = Segment("", planes);
        TestPackage.AssertMask((x, _) => x - 10 > 5, result.GetMask(RetinaClass.OpticDisc));
        TestPackage.AssertMask((x, _) => x - 10 < 5, result.GetMask(RetinaClass.OpticCup));
    }

    [Theory]
    [InlineData(0.7, 1)]
    [InlineData(0.7, 2)]
    [InlineData(0.4, 1)]
    public void With_a_gate_the_winner_needs_that_probability(double gate, double temperature)
    {
        float[] planes =
        [
            .. TestPackage.Plane((_, _) => 0.5f), .. TestPackage.Plane((x, _) => (x - 15.3f) / 7), .. TestPackage.Plane((_, y) => (y - 12.7f) / 5),
        ];
        FormattableString extra = $"\"gate\": {gate}, \"temperature\": {temperature},";
        using RetinaSegmentation result = Segment(FormattableString.Invariant(extra), planes);
        TestPackage.AssertMask((x, y) => Wins(planes, 1, x, y, gate, temperature), result.GetMask(RetinaClass.OpticDisc));
        TestPackage.AssertMask((x, y) => Wins(planes, 2, x, y, gate, temperature), result.GetMask(RetinaClass.OpticCup));
    }

    [Fact]
    public void With_two_channels_the_gate_is_on_their_difference()
    {
        JsonObject head = TestPackage.Head(
            """{ "name": "tessellation", "kind": "multiclass", "gate": 0.7, "channels": [{ "class": "background" }, { "class": "tessellation" }] }""");
        float[] planes = [.. TestPackage.Plane((_, _) => 1), .. TestPackage.Plane((x, _) => x / 10f)];
        using RetinaSegmentation result = TestPackage.Segment(TestPackage.Manifest(head), TestPackage.ConstantGraph(("tessellation", [1, 2, Side, Side], planes)));
        TestPackage.AssertMask((x, _) => 1 / (1 + Math.Exp(1 - x / 10.0)) > 0.7, result.GetMask(RetinaClass.Tessellation));
    }

    [Fact]
    public void Probabilities_are_taken_as_they_are()
    {
        float[] planes = [.. TestPackage.Plane((_, _) => 0.3f), .. TestPackage.Plane((x, _) => x / 64f), .. TestPackage.Plane((x, _) => 0.7f - x / 64f)];
        using RetinaSegmentation result = Segment("\"values\": \"probabilities\", \"gate\": 0.4,", planes);
        TestPackage.AssertMask((x, _) => x / 64f > 0.4f, result.GetMask(RetinaClass.OpticDisc));
        TestPackage.AssertMask((x, _) => 0.7f - x / 64f > 0.4f, result.GetMask(RetinaClass.OpticCup));
    }

    [Fact]
    public void Classes_stay_exclusive_when_a_coarse_head_is_enlarged()
    {
        var random = new Random(5);
        float[] planes = [.. Enumerable.Range(0, 3 * 8 * 8).Select(_ => (float)random.NextDouble())];
        using RetinaSegmentation result = Segment("\"width\": 8, \"height\": 8,", planes, side: 8);
        BinaryMask disc = result.GetMask(RetinaClass.OpticDisc)!;
        BinaryMask cup = result.GetMask(RetinaClass.OpticCup)!;
        Assert.True(disc.CountPixels() > 50 && cup.CountPixels() > 50);
        Assert.False(disc.Overlaps(cup));
    }

    private static RetinaSegmentation Segment(string extra, float[] planes, int side = Side)
    {
        JsonObject head = TestPackage.Head(
            "{ \"name\": \"od_oc\", \"kind\": \"multiclass\", " + extra
            + "\"channels\": [{ \"class\": \"background\" }, { \"class\": \"optic-disc\" }, { \"class\": \"optic-cup\" }] }");
        return TestPackage.Segment(TestPackage.Manifest(head), TestPackage.ConstantGraph(("od_oc", [1, 3, side, side], planes)));
    }

    private static bool Wins(float[] planes, int channel, int x, int y, double gate, double temperature)
    {
        double[] weights = [.. Enumerable.Range(0, 3).Select(c => Math.Exp(planes[c * Side * Side + y * Side + x] / temperature))];
        return weights[channel] == weights.Max() && weights[channel] / weights.Sum() > gate;
    }
}
