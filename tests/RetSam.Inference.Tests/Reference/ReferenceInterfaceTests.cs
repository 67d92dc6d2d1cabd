namespace RetSam.Inference.Tests;

/// <summary>
/// The built-in manifest of RetSAM's public checkpoint, run on a network of our own with the same interface and held to plain code:
/// border, bicubic resize, normalisation, gates, smallest components, rules of disc and cup, the point.
/// </summary>
public class ReferenceInterfaceTests
{
    private const int Width = 700;
    private const int Height = 690;
    private static readonly byte[] Network = ReferenceNetwork.Build();

    private static readonly ModelManifest WithPoint = ReferenceManifests.RetSam with
    {
        Outputs =
        [
            .. ReferenceManifests.RetSam.Outputs,
            new ModelOutput { Name = "coordinates", Kind = OutputKind.Coordinates, Unit = CoordinateUnit.Fraction, Channels = [new OutputChannel { Class = RetinaClass.Fovea }] },
        ],
    };

    [Theory]
    [InlineData(0, 29)]
    [InlineData(246, 255)]
    public void Every_mask_is_the_one_that_plain_code_makes(int darkest, int lightest)
    {
        // The box is as large as the frame, so that what the network says of a pixel is what is cut.
        var box = new PixelRect(31, 22, 640, 640);
        using FundusImage image = Photograph(box, darkest, lightest);
        var reference = new PlainReference(image);
        Assert.Equal(box, reference.Box);
        BinaryMask inside = TestPackage.Mask((x, y) => double.Hypot(x - 350, y - 341) < 330, Width, Height);
        bool[] field = [.. Enumerable.Range(0, Width * Height).Select(i => inside[i % Width, i / Width])];

        using OnnxSegmenter segmenter = Segmenter();
        using RetinaSegmentation found = segmenter.Segment(image, FieldOfView.FromMask(inside), TestContext.Current.CancellationToken);
        Assert.Equal(13, found.Classes.Count);
        double[][] artery = reference.Logits(0);
        AssertMask(Cut(artery[0].Select(l => 1 / (1 + Math.Exp(-l)) >= 0.3), 10), RetinaClass.Artery);
        AssertMask(Cut(artery[1].Select(l => 1 / (1 + Math.Exp(-l)) >= 0.3), 10), RetinaClass.Vein);
        AssertWinner(2, 1, 0.7, 20, RetinaClass.Tessellation);
        AssertWinner(3, 1, 0.5, 15, RetinaClass.ArcLesion);
        AssertWinner(3, 2, 0.5, 15, RetinaClass.DiffuseAtrophy);
        AssertWinner(3, 3, 0.5, 15, RetinaClass.PatchyAtrophy);
        AssertWinner(4, 1, 0.7, 15, RetinaClass.Hemorrhage);
        AssertWinner(4, 2, 0.7, 15, RetinaClass.Exudate);
        AssertWinner(4, 3, 0.7, 15, RetinaClass.CottonWoolSpot);
        AssertWinner(4, 4, 0.7, 15, RetinaClass.Drusen);

        // The disc is rim and cup, one, without holes; the cup is what of it lies in that disc, one, without holes.
        bool[] rim = Cut(Wins(1, 1, 0), 50);
        bool[] cup = Cut(Wins(1, 2, 0), 50);
        bool[] disc = PlainMasks.Filled(PlainMasks.Largest([.. rim.Zip(cup, (r, c) => r || c)], Width), Width);
        AssertMask(disc, RetinaClass.OpticDisc);
        AssertMask(PlainMasks.Filled(PlainMasks.Largest([.. cup.Zip(disc, (c, d) => c && d)], Width), Width), RetinaClass.OpticCup);

        PointD point = reference.Point();
        Assert.InRange(found.Fovea!.Value.DistanceTo(point), 0, 0.01);
        Assert.True(box.Contains((int)point.X, (int)point.Y));

        void AssertWinner(int head, int channel, double gate, int minimum, RetinaClass retinaClass) => AssertMask(Cut(Wins(head, channel, gate), minimum), retinaClass);

        IEnumerable<bool> Wins(int head, int channel, double gate)
        {
            double[][] planes = reference.Softmax(head);
            return Enumerable.Range(0, planes[0].Length).Select(i => planes[channel][i] > gate && planes.Max(p => p[i]) == planes[channel][i]);
        }

        bool[] Cut(IEnumerable<bool> frame, int minimum)
        {
            bool[] mask = new bool[Width * Height];
            int at = 0;
            foreach (bool isSet in frame)
            {
                int pixel = (box.Y + at / box.Width) * Width + box.X + at % box.Width;
                mask[pixel] = isSet && field[pixel];
                at++;
            }

            return PlainMasks.WithoutSmall(mask, Width, minimum);
        }

        void AssertMask(bool[] expected, RetinaClass retinaClass)
        {
            BinaryMask mask = found.GetMask(retinaClass)!;
            int wrong = expected.Where((isSet, i) => mask[i % Width, i / Width] != isSet).Count();
            Assert.True(expected.Count(e => e) is > 300 and < 250_000, $"{retinaClass} has {expected.Count(e => e)} pixels: that proves nothing.");

            // The sums are taken in another order: a pixel that lies on a threshold may fall to either side.
            Assert.True(wrong <= 5, $"{retinaClass}: {wrong} pixels of {expected.Count(e => e)} differ.");
        }
    }

    [Theory]
    [InlineData(0, 29, 500, 410)]
    [InlineData(246, 255, 390, 660)]
    public void Probabilities_lie_where_the_stretched_box_puts_them(int darkest, int lightest, int boxWidth, int boxHeight)
    {
        var box = new PixelRect(40, 15, boxWidth, boxHeight);
        using FundusImage image = Photograph(box, darkest, lightest);
        var reference = new PlainReference(image);
        Assert.Equal(box, reference.Box);
        using OnnxSegmenter segmenter = Segmenter();
        using FieldOfView whole = FieldOfView.WholeFrame(Width, Height);
        double[] vein = reference.Logits(0)[1];
        double[] cup = reference.Softmax(1)[2];
        double[] drusen = reference.Softmax(4)[4];
        AssertMap(RetinaClass.Vein, (x, y) => 1 / (1 + Math.Exp(-reference.At(vein, x, y))));
        AssertMap(RetinaClass.OpticCup, (x, y) => reference.At(cup, x, y));
        AssertMap(RetinaClass.Drusen, (x, y) => reference.At(drusen, x, y));

        void AssertMap(RetinaClass retinaClass, Func<int, int, double> expected)
        {
            using ProbabilityMap map = segmenter.PredictProbabilities(image, whole, retinaClass, TestContext.Current.CancellationToken);
            Assert.InRange(map.Values.ToArray().Max() - map.Values.ToArray().Min(), 0.5f, 1);
            for (int y = 0; y < Height; y++)
            {
                for (int x = 0; x < Width; x++)
                {
                    double value = box.Contains(x, y) ? expected(x, y) : 0;
                    Assert.True(Math.Abs(value - map.GetRow(y)[x]) < 2e-4, $"{retinaClass} at ({x}, {y}): expected {value}, found {map.GetRow(y)[x]}");
                }
            }
        }
    }

    [Fact]
    public void Asked_for_arteries_and_veins_only_the_others_are_cut_away_and_the_bits_stay()
    {
        ModelPackage package = ModelPackage.FromBytes(Manifest(), Network);
        using FundusImage image = Photograph(new PixelRect(31, 22, 640, 640), 0, 29);
        using FieldOfView whole = FieldOfView.WholeFrame(Width, Height);
        using var all = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1 });
        using var some = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1, Classes = [RetinaClass.Artery, RetinaClass.Vein] });
        Assert.Equal(["artery_vein"], some.Manifest.Outputs.Select(o => o.Name));
        using ProbabilityMap expected = all.PredictProbabilities(image, whole, RetinaClass.Vein, TestContext.Current.CancellationToken);
        using ProbabilityMap found = some.PredictProbabilities(image, whole, RetinaClass.Vein, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Values.ToArray(), found.Values.ToArray());
    }

    [Fact]
    public void A_checkpoint_with_other_heads_is_refused_with_the_head_at_fault()
    {
        // The public repository's own default is six channels of lesions.
        byte[] other = new OnnxGraphBuilder().Input("image", [1, 3, 640, 640])
            .Constant("artery_vein", [1, 2, 640, 640], new float[2 * 640 * 640]).Constant("od_oc", [1, 3, 640, 640], new float[3 * 640 * 640])
            .Constant("tessellation", [1, 2, 640, 640], new float[2 * 640 * 640]).Constant("myopia", [1, 4, 640, 640], new float[4 * 640 * 640])
            .Constant("lesion_s1", [1, 6, 640, 640], new float[6 * 640 * 640]).Build();
        string path = Path.Combine(Path.GetTempPath(), $"retsam-{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, other);
        try
        {
            TestPackage.Refused(() => ModelPackage.Open(path, ReferenceManifests.RetSam), "$.outputs[4].channels", "is 1x6x640x640; the manifest makes it 1x5x640x640");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static OnnxSegmenter Segmenter()
    {
        string path = Path.Combine(Path.GetTempPath(), $"retsam-{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, Network);
        try
        {
            return new OnnxSegmenter(ModelPackage.Open(path, WithPoint), new OnnxSegmenterOptions { Threads = 2 });
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The built-in manifest as a package has it: with length and hash.</summary>
    private static byte[] Manifest()
    {
        using Stream resource = typeof(ReferenceManifests).Assembly.GetManifestResourceStream("RetSam.Inference.retsam.json")!;
        return TestPackage.Seal(System.Text.Json.Nodes.JsonNode.Parse(resource)!.AsObject(), Network);
    }

    /// <summary>Smooth colours in a box, none of them as dark or as light as a border, and a noisy border around it.</summary>
    private static FundusImage Photograph(PixelRect box, int darkest, int lightest)
    {
        var random = new Random(17);
        double[] mean = [108, 76, 54];
        byte[] pixels = new byte[3 * Width * Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i / 3, Width);
            double phase = 2.1 * (i % 3);
            double wave = Math.Sin(x / 41.0 + phase) * Math.Cos(y / 37.0 - phase) + 0.6 * Math.Sin((x + 2 * y) / 90.0 + 2 * phase);
            pixels[i] = box.Contains(x, y) ? (byte)(mean[i % 3] * (1 + 0.35 * wave)) : (byte)random.Next(darkest, lightest + 1);
        }

        return FundusImage.FromPixels(pixels, Width, Height, PixelFormat.Rgb24);
    }
}
