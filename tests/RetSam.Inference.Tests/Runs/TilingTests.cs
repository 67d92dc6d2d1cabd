using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

/// <summary>Runs on tiles, blended. The tiles are 32 pixels wide; the same network with one large input is what they are held to.</summary>
public class TilingTests
{
    private const int Side = TestPackage.Side;
    private const int Width = 100;
    private const int Height = 77;

    private static readonly TilingOptions OwnPixels = new() { Magnification = double.PositiveInfinity };

    [Theory]
    [InlineData("""{ "kind": "per-image" }""")]
    [InlineData("""{ "kind": "fixed", "mean": [0.4, 0.3, 0.2], "standardDeviation": [0.2, 0.2, 0.2] }""")]
    public void A_network_that_looks_at_single_pixels_gives_the_bits_of_one_run_at_that_scale(string normalization)
    {
        float[] kernel = [1.5f, -2, 0.7f];
        using FieldOfView fieldOfView = Circle();
        using ProbabilityMap expected = Predict(Package(Width, Height, kernel, 1, normalization), fieldOfView, null);
        using ProbabilityMap found = Predict(Package(Side, Side, kernel, 1, normalization), fieldOfView, OwnPixels);
        AssertEqualInside(fieldOfView.Mask, expected, found, 0);
        using ProbabilityMap mirrored = Predict(Package(Side, Side, kernel, 1, normalization), fieldOfView, OwnPixels, TestTimeFlips.Both);
        AssertEqualInside(fieldOfView.Mask, expected, mirrored, 0);
    }

    [Fact]
    public void No_seam_shows_where_the_network_sees_no_farther_than_the_part_of_tiles_that_is_thrown_away()
    {
        // A quarter of the 8 pixels that tiles share is 2; the kernel reaches 2.
        float[] kernel = PlainConvolution.RandomWeights(75, seed: 8, size: 0.5f);
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(Width, Height);
        using ProbabilityMap expected = Predict(Package(Width, Height, kernel, 5), fieldOfView, null);
        using ProbabilityMap found = Predict(Package(Side, Side, kernel, 5), fieldOfView, OwnPixels);
        AssertEqualInside(fieldOfView.Mask, expected, found, 2e-6);
    }

    [Fact]
    public void Where_it_sees_farther_seams_are_less_than_half_those_of_tiles_set_side_by_side()
    {
        float[] kernel = PlainConvolution.RandomWeights(3 * 81, seed: 9, size: 0.5f);
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(Width, Height);
        using ProbabilityMap expected = Predict(Package(Width, Height, kernel, 9), fieldOfView, null);
        using ProbabilityMap blended = Predict(Package(Side, Side, kernel, 9), fieldOfView, OwnPixels);
        using ProbabilityMap cut = Predict(Package(Side, Side, kernel, 9), fieldOfView, OwnPixels with { Overlap = 0 });
        Assert.InRange(LargestDifference(expected, cut), 0.3, 1);
        Assert.InRange(LargestDifference(expected, blended), 0, 0.5 * LargestDifference(expected, cut));
    }

    [Fact]
    public void One_tile_is_the_whole_frame_and_gives_its_bits()
    {
        ModelPackage package = Package(Side, Side, PlainConvolution.RandomWeights(27, seed: 2), 3);
        using FieldOfView fieldOfView = Circle();
        using ProbabilityMap whole = Predict(package, fieldOfView, null);
        using ProbabilityMap one = Predict(package, fieldOfView, new TilingOptions { Magnification = 1 });
        Assert.Equal(whole.Values.ToArray(), one.Values.ToArray());
    }

    [Fact]
    public void It_is_never_finer_than_the_photographs_own_pixels()
    {
        ModelPackage package = Package(Side, Side, PlainConvolution.RandomWeights(27, seed: 2), 3);
        using FieldOfView fieldOfView = Circle();
        using ProbabilityMap own = Predict(package, fieldOfView, OwnPixels);
        using ProbabilityMap finer = Predict(package, fieldOfView, new TilingOptions { Magnification = 50 });
        Assert.Equal(own.Values.ToArray(), finer.Values.ToArray());
    }

    [Fact]
    public void Tiles_that_see_nothing_of_the_field_of_view_are_not_run()
    {
        // The network is sure everywhere; where it was not asked it says nothing.
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(), TestPackage.ConstantGraph(("vessels", [1, 1, Side, Side], TestPackage.Plane((_, _) => 4))));
        using FieldOfView left = FieldOfView.FromMask(TestPackage.Mask((x, _) => x < 20, Width, Height));
        using ProbabilityMap map = Predict(package, left, OwnPixels);
        float sure = (float)(1 / (1 + Math.Exp(-4)));
        for (int y = 0; y < Height; y++)
        {
            Assert.All(map.GetRow(y)[..20].ToArray(), p => Assert.Equal(sure, p, 1e-6f));
            Assert.All(map.GetRow(y)[Side..].ToArray(), p => Assert.Equal(0, p));
        }
    }

    [Fact]
    public void Of_classes_that_exclude_each_other_background_wins_where_no_tile_was_run()
    {
        JsonObject head = TestPackage.Head(
            """{ "name": "disc", "kind": "multiclass", "gate": 0.6, "temperature": 100, "channels": [{ "class": "background" }, { "class": "optic-disc" }, { "class": "optic-cup" }] }""");
        float[] planes = [.. TestPackage.Plane((_, _) => 0), .. TestPackage.Plane((_, _) => 500), .. TestPackage.Plane((_, _) => 0)];
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(head), TestPackage.ConstantGraph(("disc", [1, 3, Side, Side], planes)));
        using var segmenter = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1, Tiling = OwnPixels, KeepProbabilities = true });
        using FundusImage image = Picture();
        using RetinaSegmentation result = segmenter.Segment(
            image, FieldOfView.FromMask(TestPackage.Mask((x, _) => x < 20, Width, Height)), TestContext.Current.CancellationToken);
        // The first tile's last two columns are thrown away: they are outside the field of view, and the neighbour's to tell.
        TestPackage.AssertMask((x, _) => x < Side - 2, result.GetMask(RetinaClass.OpticDisc));
        Assert.True(result.GetMask(RetinaClass.OpticCup)!.IsEmpty());
        Assert.All(result.GetProbability(RetinaClass.OpticDisc)!.GetRow(3)[Side..].ToArray(), p => Assert.Equal(0, p));
    }

    [Fact]
    public void Only_the_heads_of_the_classes_named_are_tiled_and_points_and_the_others_come_from_the_whole_frame()
    {
        // Each head marks the left half of what it is shown: of the photograph, or of every tile.
        float[] half = TestPackage.Plane((x, _) => x < Side / 2 ? 1 : -1);
        float[] halfOfSmall = TestPackage.Plane((x, _) => x < Side / 4 ? 1 : -1, Side / 2);
        JsonObject manifest = TestPackage.Manifest(
            TestPackage.VesselHead(),
            TestPackage.Head($$"""{ "name": "lesions", "kind": "multilabel", "width": {{Side / 2}}, "height": {{Side / 2}}, "channels": [{ "class": "exudate" }] }"""),
            TestPackage.Head("""{ "name": "point", "kind": "coordinates", "unit": "pixel", "channels": [{ "class": "fovea" }] }"""));
        byte[] graph = TestPackage.ConstantGraph(
            ("vessels", [1, 1, Side, Side], half), ("lesions", [1, 1, Side / 2, Side / 2], halfOfSmall), ("point", [1, 2], [7.5f, 15.5f]));
        using var segmenter = new OnnxSegmenter(
            TestPackage.Create(manifest, graph),
            new OnnxSegmenterOptions { Threads = 1, Tiling = new TilingOptions { Magnification = 2, Overlap = 0, Classes = [RetinaClass.Exudate] } });
        using FundusImage image = TestPackage.Photograph((_, _) => 90, 64, 64);
        using RetinaSegmentation result = segmenter.Segment(image, FieldOfView.WholeFrame(64, 64), TestContext.Current.CancellationToken);
        TestPackage.AssertMask((x, _) => x < 32, result.GetMask(RetinaClass.Vessel));
        BinaryMask lesions = result.GetMask(RetinaClass.Exudate)!;
        Assert.Equal((true, false, true, false), (lesions[8, 30], lesions[24, 30], lesions[40, 30], lesions[56, 30]));
        Assert.Equal(new PointD(15.5, 31.5), result.Fovea);
    }

    [Fact]
    public void A_component_must_have_the_same_area_in_the_photograph_whether_tiled_or_not()
    {
        // 5 pixels of the frame are 20 of the photograph, in which squares of 4 and 5 pixels are 16 and 25.
        JsonObject head = TestPackage.Head(
            """{ "name": "vessels", "kind": "multilabel", "values": "probabilities", "channels": [{ "class": "vessel", "minimumComponentArea": 5 }] }""");
        using var segmenter = new OnnxSegmenter(
            TestPackage.Create(TestPackage.Manifest(head), TestPackage.MixGraph()), new OnnxSegmenterOptions { Threads = 1, Tiling = OwnPixels });
        using FundusImage image = TestPackage.Photograph((x, y) => (byte)(IsIn(x, y, 8, 4) || IsIn(x, y, 40, 5) ? 200 : 0), 64, 64);
        using RetinaSegmentation result = segmenter.Segment(image, FieldOfView.WholeFrame(64, 64), TestContext.Current.CancellationToken);
        TestPackage.AssertMask((x, y) => IsIn(x, y, 40, 5), result.GetMask(RetinaClass.Vessel));

        static bool IsIn(int x, int y, int start, int side) => x >= start && x < start + side && y >= start && y < start + side;
    }

    [Fact]
    public void A_photograph_that_would_need_too_much_memory_is_refused_with_what_to_do()
    {
        using var segmenter = new OnnxSegmenter(
            TestPackage.Create(TestPackage.Manifest(), TestPackage.MixGraph()), new OnnxSegmenterOptions { Tiling = OwnPixels with { MaxMemoryBytes = 1 << 20 } });
        using FundusImage image = TestPackage.Photograph((_, _) => 90, 300, 300);
        FundusImageException refusal = Assert.Throws<FundusImageException>(
            () => segmenter.Segment(image, FieldOfView.WholeFrame(300, 300), TestContext.Current.CancellationToken));
        Assert.Contains("Tiled at 300x300", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Magnification", refusal.Message, StringComparison.Ordinal);
        using RetinaSegmentation next = segmenter.Segment(TestPackage.Photograph(), FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken);
        Assert.Equal([RetinaClass.Vessel], next.Classes);
    }

    [Fact]
    public void Cancellation_stops_between_tiles_and_the_next_call_works()
    {
        // Some five thousand tiles, of which the token lets a few through.
        ModelPackage package = Package(Side, Side, PlainConvolution.RandomWeights(75, seed: 1), 5);
        using var segmenter = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1, Tiling = OwnPixels });
        using FundusImage image = TestPackage.Photograph((x, y) => (byte)(x ^ y), 1700, 1700);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));
        Assert.ThrowsAny<OperationCanceledException>(() => segmenter.Segment(image, FieldOfView.WholeFrame(1700, 1700), cancel.Token));
        using RetinaSegmentation next = segmenter.Segment(TestPackage.Photograph(), FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken);
        Assert.Equal([RetinaClass.Vessel], next.Classes);
    }

    [Fact]
    public void Options_that_make_no_sense_are_misuse()
    {
        foreach (TilingOptions wrong in new[]
        {
            OwnPixels with { Magnification = 0.5 }, OwnPixels with { Magnification = double.NaN }, OwnPixels with { Overlap = 0.6 }, OwnPixels with { Overlap = -0.1 },
            OwnPixels with { Classes = [RetinaClass.Drusen] },
        })
        {
            Assert.ThrowsAny<ArgumentException>(
                () => new OnnxSegmenter(TestPackage.Create(TestPackage.Manifest(), TestPackage.MixGraph()), new OnnxSegmenterOptions { Tiling = wrong }));
        }
    }

    private static ModelPackage Package(int width, int height, float[] kernel, int side, string? normalization = null)
    {
        byte[] graph = new OnnxGraphBuilder().Input("image", [1, 3, height, width])
            .Convolution("vessels", "image", [1, 3, side, side], kernel).Output("vessels", [1, 1, height, width]).Build();
        JsonObject manifest = TestPackage.Manifest();
        manifest["input"]!["width"] = width;
        manifest["input"]!["height"] = height;
        if (normalization is not null)
        {
            manifest["preprocessing"]!["normalization"] = JsonNode.Parse(normalization);
        }

        return TestPackage.Create(manifest, graph);
    }

    private static FieldOfView Circle()
        => FieldOfView.FromMask(TestPackage.Mask((x, y) => (x - 45) * (x - 45) + (y - 38) * (y - 38) < 36 * 36, Width, Height));

    private static FundusImage Picture()
    {
        byte[] pixels = new byte[3 * Width * Height];
        new Random(11).NextBytes(pixels);
        return FundusImage.FromPixels(pixels, Width, Height, PixelFormat.Rgb24);
    }

    private static ProbabilityMap Predict(ModelPackage package, FieldOfView fieldOfView, TilingOptions? tiling, TestTimeFlips flips = TestTimeFlips.None)
    {
        using var segmenter = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1, Tiling = tiling, Flips = flips });
        using FundusImage image = Picture();
        return segmenter.PredictProbabilities(image, fieldOfView, RetinaClass.Vessel, TestContext.Current.CancellationToken);
    }

    private static void AssertEqualInside(BinaryMask inside, ProbabilityMap expected, ProbabilityMap found, double tolerance)
    {
        Assert.True(expected.Values.ToArray().Distinct().Count() > 1000);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (inside[x, y])
                {
                    Assert.True(Math.Abs(expected.GetRow(y)[x] - found.GetRow(y)[x]) <= tolerance, $"({x}, {y}): {expected.GetRow(y)[x]:R}, {found.GetRow(y)[x]:R}");
                }
            }
        }
    }

    private static double LargestDifference(ProbabilityMap a, ProbabilityMap b)
        => a.Values.ToArray().Zip(b.Values.ToArray(), (first, second) => Math.Abs((double)first - second)).Max();
}
