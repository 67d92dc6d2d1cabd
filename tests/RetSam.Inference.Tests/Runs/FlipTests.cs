using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

/// <summary>Runs on mirror images, averaged.</summary>
public class FlipTests
{
    private const int Side = TestPackage.Side;
    private static readonly TestTimeFlips[] AllFlips = [TestTimeFlips.Horizontal, TestTimeFlips.Vertical, TestTimeFlips.Both];

    [Fact]
    public void A_network_that_does_not_care_for_mirroring_gives_the_bits_of_one_run()
    {
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(), TestPackage.MixGraph(red: 3, green: -2, blue: 1));
        using ProbabilityMap once = Predict(package, TestTimeFlips.None);
        Assert.True(once.Values.ToArray().Distinct().Count() > 50);
        foreach (TestTimeFlips flips in AllFlips)
        {
            using ProbabilityMap mean = Predict(package, flips);
            Assert.Equal(once.Values.ToArray(), mean.Values.ToArray());
        }
    }

    [Theory]
    [InlineData(TestTimeFlips.Horizontal, "..|h.")]
    [InlineData(TestTimeFlips.Vertical, "..|.v")]
    [InlineData(TestTimeFlips.Both, "..|h.|.v|hv")]
    public void Of_a_network_that_does_care_the_mean_of_the_logits_counts(TestTimeFlips flips, string runs)
    {
        float[] kernel = PlainConvolution.RandomWeights(27, seed: 3);
        byte[] graph = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side])
            .Convolution("vessels", "image", [1, 3, 3, 3], kernel).Output("vessels", [1, 1, Side, Side]).Build();
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(), graph);

        float[] tensor = Tensor();
        double[] mean = new double[Side * Side];
        string[] each = runs.Split('|');
        foreach (string run in each)
        {
            // Mirrored, convolved, mirrored back, index by index.
            float[] mirrored = [.. tensor.Select((_, i) => tensor[i / (Side * Side) * Side * Side + Mirrored(i % (Side * Side), run)])];
            double[] answer = PlainConvolution.Run(mirrored, Side, Side, kernel, 3);
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += answer[Mirrored(i, run)] / each.Length;
            }
        }

        using ProbabilityMap once = Predict(package, TestTimeFlips.None);
        using ProbabilityMap found = Predict(package, flips);
        double difference = 0;
        for (int i = 0; i < mean.Length; i++)
        {
            Assert.Equal(1 / (1 + Math.Exp(-mean[i])), found.Values[i], 1e-6);
            difference = Math.Max(difference, Math.Abs(once.Values[i] - found.Values[i]));
        }

        Assert.InRange(difference, 0.05, 1);
    }

    [Fact]
    public void A_heatmap_that_leans_to_one_side_is_put_right()
    {
        // The kernel takes the pixel on the left: everything is found one pixel too far to the right, and mirrored, too far to the left.
        float[] kernel = new float[27];
        kernel[3] = 20;
        byte[] graph = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side])
            .Convolution("fovea", "image", [1, 3, 3, 3], kernel).Output("fovea", [1, 1, Side, Side]).Build();
        JsonObject head = TestPackage.Head("""{ "name": "fovea", "kind": "heatmap", "channels": [{ "class": "fovea" }] }""");
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(head), graph);
        using FundusImage spot = TestPackage.Photograph((x, y) => (byte)(250 * Math.Exp(-((x - 10) * (x - 10) + (y - 20) * (y - 20)) / 18.0)));
        using RetinaSegmentation once = Segment(package, spot, TestTimeFlips.None);
        using RetinaSegmentation both = Segment(package, spot, TestTimeFlips.Both);
        Assert.Equal(11, once.Fovea!.Value.X, 0.1);
        Assert.Equal(10, both.Fovea!.Value.X, 0.1);
        Assert.Equal(20, both.Fovea!.Value.Y, 0.1);
    }

    [Theory]
    [InlineData("pixel", TestTimeFlips.Horizontal, 7, 9, 15.5, 9)]
    [InlineData("pixel", TestTimeFlips.Vertical, 7, 9, 7, 15.5)]
    [InlineData("pixel", TestTimeFlips.Both, 7, 9, 15.5, 15.5)]
    [InlineData("fraction", TestTimeFlips.Horizontal, 0.25, 0.25, 15.5, 7.5)]
    [InlineData("fraction", TestTimeFlips.Vertical, 0.25, 0.25, 7.5, 15.5)]
    public void A_point_that_never_moves_is_drawn_to_the_axis_and_its_confidence_stays(
        string unit, TestTimeFlips flips, float x, float y, double expectedX, double expectedY)
    {
        JsonObject head = TestPackage.Head(
            $$"""{ "name": "point", "kind": "coordinates", "values": "probabilities", "unit": "{{unit}}", "confidence": true, "channels": [{ "class": "fovea" }] }""");
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(head), TestPackage.ConstantGraph(("point", [1, 3], [x, y, 0.75f])));
        using FundusImage image = TestPackage.Photograph();
        using RetinaSegmentation result = Segment(package, image, flips);
        Assert.Equal((expectedX, expectedY, 0.75), (result.Fovea!.Value.X, result.Fovea!.Value.Y, result.FoveaConfidence));
    }

    [Fact]
    public void Masks_and_probabilities_kept_with_them_come_from_the_same_mean()
    {
        byte[] graph = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side])
            .Convolution("vessels", "image", [1, 3, 3, 3], PlainConvolution.RandomWeights(27, seed: 4)).Output("vessels", [1, 1, Side, Side]).Build();
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(), graph);
        using var segmenter = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1, Flips = TestTimeFlips.Both, KeepProbabilities = true });
        using FundusImage image = Picture();
        using RetinaSegmentation result = segmenter.Segment(image, FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken);
        using ProbabilityMap alone = Predict(package, TestTimeFlips.Both);
        Assert.Equal(alone.Values.ToArray(), result.GetProbability(RetinaClass.Vessel)!.Values.ToArray());
        using BinaryMask cut = alone.ToMask();
        Assert.True(cut.ContentEquals(result.GetMask(RetinaClass.Vessel)!));
    }

    [Fact]
    public void Flips_that_there_are_not_are_misuse()
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => new OnnxSegmenter(TestPackage.Create(TestPackage.Manifest(), TestPackage.MixGraph()), new OnnxSegmenterOptions { Flips = (TestTimeFlips)4 }));

    private static int Mirrored(int index, string run)
    {
        (int y, int x) = Math.DivRem(index, Side);
        return (run.Contains('v') ? Side - 1 - y : y) * Side + (run.Contains('h') ? Side - 1 - x : x);
    }

    private static FundusImage Picture()
    {
        byte[] pixels = new byte[3 * Side * Side];
        new Random(11).NextBytes(pixels);
        return FundusImage.FromPixels(pixels, Side, Side, PixelFormat.Rgb24);
    }

    /// <summary>The picture as the test manifest wants it: planes of 0..1.</summary>
    private static float[] Tensor()
    {
        using FundusImage image = Picture();
        byte[] pixels = image.Pixels.ToArray();
        return [.. Enumerable.Range(0, 3 * Side * Side).Select(i => pixels[3 * (i % (Side * Side)) + i / (Side * Side)] / 255f)];
    }

    private static ProbabilityMap Predict(ModelPackage package, TestTimeFlips flips)
    {
        using var segmenter = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1, Flips = flips });
        using FundusImage image = Picture();
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(Side, Side);
        return segmenter.PredictProbabilities(image, fieldOfView, RetinaClass.Vessel, TestContext.Current.CancellationToken);
    }

    private static RetinaSegmentation Segment(ModelPackage package, FundusImage image, TestTimeFlips flips)
    {
        using var segmenter = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1, Flips = flips });
        return segmenter.Segment(image, FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken);
    }
}
