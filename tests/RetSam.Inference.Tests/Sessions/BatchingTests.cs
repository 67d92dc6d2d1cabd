using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

public class BatchingTests
{
    private const int Side = TestPackage.Side;
    private const int Callers = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Images_that_share_a_run_get_the_bits_that_each_gets_alone()
    {
        using OnnxSegmenter alone = Segmenter(Graph(open: true), maxBatch: 1);
        using OnnxSegmenter together = Segmenter(Graph(open: true), maxBatch: 4);
        Assert.Equal((1, 4), (alone.MaxBatch, together.MaxBatch));
        FundusImage[] images = [.. Enumerable.Range(0, Callers).Select(i => TestPackage.Photograph((x, y) => (byte)(x * 7 + y * (13 + i))))];
        Result[] expected = [.. images.Select(i => Run(alone, i, Token))];
        Result[] found = AtOnce(i => Run(together, images[i], Token));
        Assert.Equal(expected.Select(e => e.Vessel), found.Select(f => f.Vessel));
        Assert.All(expected, e => Assert.Equal(1, e.Sharing));
        // Six callers at once: at least one run had several images, and none more than four.
        Assert.InRange(found.Max(f => f.Sharing), 2, 4);
    }

    [Fact]
    public void Who_comes_alone_waits_no_longer_than_the_delay()
    {
        using OnnxSegmenter segmenter = Segmenter(Graph(open: true), maxBatch: 4);
        using FundusImage image = TestPackage.Photograph();
        Assert.Equal(1, Run(segmenter, image, Token).Sharing);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_graph_that_takes_one_image_is_given_one_at_a_time(bool saysItTakesMore)
    {
        byte[] graph = saysItTakesMore
            ? new OnnxGraphBuilder().Input("image", [-1, 3, Side, Side]).Initializer("v", [1, 2, Side, Side], new float[2 * Side * Side])
                .Node("Identity", ["v"], ["heads"]).Output("heads", [-1, 2, Side, Side]).Build()
            : Graph(open: false);
        using OnnxSegmenter segmenter = Segmenter(graph, maxBatch: 4);
        Assert.Equal(1, segmenter.MaxBatch);
        using FundusImage image = TestPackage.Photograph();
        Result[] found = AtOnce(_ => Run(segmenter, image, Token));
        Assert.All(found, f => Assert.Equal(found[0].Vessel, f.Vessel));
    }

    [Fact]
    public async Task Who_gives_up_in_the_middle_of_a_shared_run_spoils_it_for_nobody()
    {
        using OnnxSegmenter segmenter = Segmenter(Graph(open: true), maxBatch: 4);
        FundusImage[] images = [.. Enumerable.Range(0, Callers).Select(i => TestPackage.Photograph((x, y) => (byte)(x * 7 + y * (13 + i))))];
        float[][] expected = [.. images.Select(i => Run(segmenter, i, Token).Vessel)];
        for (int round = 0; round < 40; round++)
        {
            using var source = new CancellationTokenSource();
            // Even callers give up after a time that differs from round to round; odd ones never do.
            Task<Result?>[] calls = [.. images.Select((image, i) => Task.Run(() => TryRun(segmenter, image, i % 2 == 0 ? source.Token : Token), Token))];
            await Task.Delay(round % 8, Token);
            await source.CancelAsync();
            Result?[] found = await Task.WhenAll(calls);
            for (int i = 0; i < Callers; i++)
            {
                Assert.True(i % 2 == 0 || found[i] is not null);
                Assert.Equal(expected[i], found[i]?.Vessel ?? expected[i]);
            }
        }
    }

    [Fact]
    public void Sizes_and_delays_out_of_range_are_refused()
    {
        ModelPackage package = TestPackage.Create(Manifest(), Graph(open: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxSegmenter(package, new OnnxSegmenterOptions { MaxBatch = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxSegmenter(package, new OnnxSegmenterOptions { MaxBatchDelay = TimeSpan.FromSeconds(-1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxSegmenter(package, new OnnxSegmenterOptions { MaxBatchDelay = TimeSpan.FromHours(1) }));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(16, 1, 16)]
    [InlineData(64, 4, 16)]
    public void Processors_are_shared_out_among_the_runs(int processors, int threads, int runs)
    {
        OnnxSegmenterOptions options = OnnxSegmenterOptions.ForThroughputOn(processors);
        Assert.Equal((threads, runs), (options.Threads, options.MaxConcurrency));
    }

    /// <summary>
    /// Two channels: a mix of the photograph's colours, and an eighth of the number of images in the run, found as the sum of eighths
    /// over the batch dimension, spread over every image by adding a plane of zeros.
    /// </summary>
    private static byte[] Graph(bool open)
    {
        long images = open ? -1 : 1;
        ProtobufWriter overImages = new ProtobufWriter().Text(1, "axes").Number(8, 0).Number(20, 7);
        ProtobufWriter alongChannels = new ProtobufWriter().Text(1, "axis").Number(3, 1).Number(20, 2);
        return new OnnxGraphBuilder()
            .Input("image", [images, 3, Side, Side])
            .Initializer("mix", [1, 3, 1, 1], [0.5f, 0.3f, 0.2f]).Node("Conv", ["image", "mix"], ["vessels"])
            .Initializer("nothing", [1, 3, 1, 1], new float[3]).Node("Conv", ["image", "nothing"], ["zeros"])
            .Initializer("eighth", [1], [0.125f]).Node("Add", ["zeros", "eighth"], ["eighths"])
            .Node("ReduceL1", ["eighths"], ["sum"], "", overImages).Node("Add", ["zeros", "sum"], ["sharing"])
            .Node("Concat", ["vessels", "sharing"], ["heads"], "", alongChannels)
            .Output("heads", [images, 2, Side, Side]).Build();
    }

    private static JsonObject Manifest() => TestPackage.Manifest(TestPackage.Head(
        """{ "name": "heads", "kind": "multilabel", "values": "probabilities", "channels": [{ "class": "vessel" }, { "class": "hemorrhage" }] }"""));

    private static OnnxSegmenter Segmenter(byte[] graph, int maxBatch) => new(TestPackage.Create(Manifest(), graph), new OnnxSegmenterOptions
    {
        Threads = 1, MaxConcurrency = 1, MaxBatch = maxBatch, MaxBatchDelay = TimeSpan.FromMilliseconds(maxBatch == 1 ? 0 : 100), KeepProbabilities = true,
    });

    private static Result Run(OnnxSegmenter segmenter, FundusImage image, CancellationToken cancellationToken)
    {
        using RetinaSegmentation found = segmenter.Segment(image, FieldOfView.WholeFrame(Side, Side), cancellationToken);
        return new Result(
            found.GetProbability(RetinaClass.Vessel)!.Values.ToArray(), (int)(8 * found.GetProbability(RetinaClass.Hemorrhage)!.Values[0]));
    }

    private static Result? TryRun(OnnxSegmenter segmenter, FundusImage image, CancellationToken cancellationToken)
    {
        try
        {
            return Run(segmenter, image, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Every caller on a thread of its own, all let go at the same time.</summary>
    private static Result[] AtOnce(Func<int, Result> call)
    {
        var results = new Result[Callers];
        using var start = new Barrier(Callers);
        Thread[] threads = [.. Enumerable.Range(0, Callers).Select(i => new Thread(() =>
        {
            start.SignalAndWait(Token);
            results[i] = call(i);
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        return results;
    }

    private sealed record Result(float[] Vessel, int Sharing);
}
