using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

public class ProbabilityTests
{
    private const int Side = TestPackage.Side;

    [Fact]
    public void A_sigmoid_heads_probabilities_are_calibrated_and_untouched_by_threshold_and_component_area()
    {
        static float LogitAt(int x) => (x - 15.5f) / 10;
        JsonObject head = TestPackage.Head(
            """{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel", "threshold": 0.9, "minimumComponentArea": 500, "temperature": 2.5 }] }""");
        using ProbabilityMap map = Predict(head, RetinaClass.Vessel, ("vessels", [1, 1, Side, Side], TestPackage.Plane((x, _) => LogitAt(x))));
        AssertMap((x, _) => 1 / (1 + Math.Exp(-LogitAt(x) / 2.5)), map);
    }

    [Fact]
    public void A_softmax_heads_probabilities_are_those_of_the_class_asked_for()
    {
        JsonObject head = TestPackage.Head(
            """{ "name": "disc", "kind": "multiclass", "temperature": 2, "channels": [{ "class": "background" }, { "class": "optic-disc" }, { "class": "optic-cup" }] }""");
        float[] planes = [.. TestPackage.Plane((_, _) => 0.5f), .. TestPackage.Plane((x, _) => x / 8f), .. TestPackage.Plane((_, y) => y / 6f)];
        using ProbabilityMap map = Predict(head, RetinaClass.OpticCup, ("disc", [1, 3, Side, Side], planes));
        AssertMap((x, y) => Math.Exp(y / 12.0) / (Math.Exp(0.25) + Math.Exp(x / 16.0) + Math.Exp(y / 12.0)), map);
    }

    [Fact]
    public void Heads_that_give_probabilities_are_taken_as_they_are()
    {
        JsonObject head = TestPackage.Head(
            """{ "name": "av", "kind": "multilabel", "values": "probabilities", "channels": [{ "class": "artery" }, { "class": "vein" }] }""");
        float[] planes = [.. TestPackage.Plane((x, _) => x / 32f), .. TestPackage.Plane((_, y) => y / 32f)];
        using ProbabilityMap map = Predict(head, RetinaClass.Vein, ("av", [1, 2, Side, Side], planes));
        AssertMap((_, y) => y / 32.0, map);
    }

    [Fact]
    public void A_class_without_a_mask_is_refused_by_name()
    {
        using OnnxSegmenter segmenter = TestPackage.Segmenter(TestPackage.Manifest(), TestPackage.MixGraph());
        using FundusImage image = TestPackage.Photograph();
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(Side, Side);
        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => segmenter.PredictProbabilities(image, fieldOfView, RetinaClass.OpticDisc, TestContext.Current.CancellationToken));
        Assert.Contains("'optic-disc'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("It predicts: vessel", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_come_with_the_probabilities_they_were_cut_from_when_asked()
    {
        JsonObject head = TestPackage.Head(
            """{ "name": "av", "kind": "multilabel", "values": "probabilities", "channels": [{ "class": "artery", "threshold": 0.25 }, { "class": "vein" }] }""");
        float[] planes = [.. TestPackage.Plane((x, _) => x / 32f), .. TestPackage.Plane((_, y) => y / 32f)];
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(head), TestPackage.ConstantGraph(("av", [1, 2, Side, Side], planes)));
        using var segmenter = new OnnxSegmenter(package, new OnnxSegmenterOptions { KeepProbabilities = true });
        using FundusImage image = TestPackage.Photograph();
        using RetinaSegmentation result = segmenter.Segment(image, FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken);
        AssertMap((x, _) => x / 32.0, result.GetProbability(RetinaClass.Artery)!);
        AssertMap((_, y) => y / 32.0, result.GetProbability(RetinaClass.Vein)!);
        Assert.Equal((0.25, 0.5), (result.GetProbabilityThreshold(RetinaClass.Artery), result.GetProbabilityThreshold(RetinaClass.Vein)));
        using BinaryMask cut = result.GetProbability(RetinaClass.Artery)!.ToMask(0.25f);
        Assert.True(cut.ContentEquals(result.GetMask(RetinaClass.Artery)!));
        Assert.Null(result.GetProbability(RetinaClass.Vessel));
    }

    [Fact]
    public void Nobody_asking_no_probabilities_are_kept()
    {
        using OnnxSegmenter segmenter = TestPackage.Segmenter(TestPackage.Manifest(), TestPackage.MixGraph());
        using FundusImage image = TestPackage.Photograph();
        using RetinaSegmentation result = segmenter.Segment(image, FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken);
        Assert.All(RetinaClass.All, c => Assert.Null(result.GetProbability(c)));
    }

    private static ProbabilityMap Predict(JsonObject head, RetinaClass retinaClass, (string Name, long[] Shape, float[] Values) output)
    {
        using OnnxSegmenter segmenter = TestPackage.Segmenter(TestPackage.Manifest(head), TestPackage.ConstantGraph(output));
        using FundusImage image = TestPackage.Photograph();
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(Side, Side);
        return segmenter.PredictProbabilities(image, fieldOfView, retinaClass, TestContext.Current.CancellationToken);
    }

    private static void AssertMap(Func<int, int, double> expected, ProbabilityMap map)
    {
        for (int y = 0; y < map.Height; y++)
        {
            for (int x = 0; x < map.Width; x++)
            {
                Assert.Equal(expected(x, y), map.GetRow(y)[x], 1e-6);
            }
        }
    }
}
