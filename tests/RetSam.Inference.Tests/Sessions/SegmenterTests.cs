using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

public class SegmenterTests
{
    private const int Side = TestPackage.Side;

    [Fact]
    public void The_photograph_goes_through_the_graph()
    {
        // vessels = red - 0.5 as a logit: set where the red channel, scaled to 0..1, is at least sigmoid^-1(0.5) + 0.5.
        JsonObject manifest = TestPackage.Manifest(TestPackage.Head(
            """{ "name": "vessels", "kind": "multilabel", "values": "probabilities", "channels": [{ "class": "vessel", "threshold": 0.5 }] }"""));
        using OnnxSegmenter segmenter = TestPackage.Segmenter(manifest, TestPackage.MixGraph());
        using FundusImage image = TestPackage.Photograph((x, y) => (byte)(x * 8 ^ y * 8));
        using RetinaSegmentation result = segmenter.Segment(image, FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken);
        TestPackage.AssertMask((x, y) => (x * 8 ^ y * 8) / 255.0 >= 0.5, result.GetMask(RetinaClass.Vessel));
    }

    [Fact]
    public void Eight_callers_at_once_get_what_one_gets()
    {
        JsonObject manifest = TestPackage.Manifest(TestPackage.Head(
            """{ "name": "vessels", "kind": "multilabel", "values": "probabilities", "channels": [{ "class": "vessel", "threshold": 0.5 }] }"""));
        byte[] graph = TestPackage.MixGraph();
        using OnnxSegmenter segmenter = new(TestPackage.Create(manifest, graph), new OnnxSegmenterOptions { Threads = 1, MaxConcurrency = 3 });
        FundusImage[] images = [.. Enumerable.Range(0, 8).Select(i => TestPackage.Photograph((x, y) => (byte)(x * 7 + y * (13 + i))))];
        BinaryMask[] expected = [.. images.Select(i => Segment(segmenter, i))];
        Parallel.For(0, 200, i =>
        {
            using BinaryMask found = Segment(segmenter, images[i % 8]);
            Assert.True(expected[i % 8].ContentEquals(found));
        });
        Assert.False(expected[0].ContentEquals(expected[1]));
    }

    [Fact]
    public void A_call_in_steady_state_allocates_less_than_a_hundred_kilobytes()
    {
        using OnnxSegmenter segmenter = TestPackage.Segmenter(TestPackage.Manifest(), TestPackage.MixGraph());
        using FundusImage image = TestPackage.Photograph((x, y) => (byte)(x * y), 400, 300);
        // Each result takes over its field of view.
        const int Times = 6;
        var fieldsOfView = new Queue<FieldOfView>(Enumerable.Range(0, Times).Select(_ => FieldOfView.WholeFrame(400, 300)));
        Assert.InRange(
            AllocatedBytes.LeastOf(() => segmenter.Segment(image, fieldsOfView.Dequeue(), TestContext.Current.CancellationToken).Dispose(), Times), 0, 100_000);
    }

    [Fact]
    public void A_cancelled_token_stops_a_call_and_the_next_one_works()
    {
        using OnnxSegmenter segmenter = TestPackage.Segmenter(TestPackage.Manifest(), TestPackage.MixGraph());
        using FundusImage image = TestPackage.Photograph();
        using var source = new CancellationTokenSource();
        source.Cancel();
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(Side, Side);
        Assert.Throws<OperationCanceledException>(() => segmenter.Segment(image, fieldOfView, source.Token));
        segmenter.Segment(image, FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken).Dispose();
    }

    [Fact]
    public async Task A_run_inside_onnx_runtime_stops_when_its_token_is_cancelled()
    {
        // Sixty convolutions of 15x15 over 512 px take many seconds; the cancellation comes after a tenth of one.
        const int size = 512;
        var builder = new OnnxGraphBuilder();
        builder.Input("image", [1, 3, size, size]).Initializer("w", [3, 3, 15, 15], [.. Enumerable.Repeat(0.001f, 3 * 3 * 225)]);
        ProtobufWriter pads = new ProtobufWriter().Text(1, "pads").Number(8, 7).Number(8, 7).Number(8, 7).Number(8, 7).Number(20, 7);
        for (int i = 0; i < 60; i++)
        {
            builder.Node("Conv", [i == 0 ? "image" : $"x{i}", "w"], [i == 59 ? "vessels" : $"x{i + 1}"], "", pads);
        }

        byte[] graph = builder.Output("vessels", [1, 3, size, size]).Build();
        JsonObject manifest = TestPackage.Manifest(TestPackage.Head(
            """{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel" }, { "class": "artery" }, { "class": "vein" }] }"""));
        manifest["input"]!["width"] = size;
        manifest["input"]!["height"] = size;
        using OnnxSegmenter segmenter = TestPackage.Segmenter(manifest, graph);
        using FundusImage image = TestPackage.Photograph();
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(Side, Side);
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(100);
        await Assert.ThrowsAsync<OperationCanceledException>(() => Task.Run(() => segmenter.Segment(image, fieldOfView, source.Token), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Use_after_dispose_says_so_and_disposing_twice_is_harmless()
    {
        OnnxSegmenter segmenter = TestPackage.Segmenter(TestPackage.Manifest(), TestPackage.MixGraph());
        segmenter.Dispose();
        segmenter.Dispose();
        using FundusImage image = TestPackage.Photograph();
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(Side, Side);
        Assert.Throws<ObjectDisposedException>(() => segmenter.Segment(image, fieldOfView, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_field_of_view_of_another_size_is_misuse_and_stays_the_callers()
    {
        using OnnxSegmenter segmenter = TestPackage.Segmenter(TestPackage.Manifest(), TestPackage.MixGraph());
        using FundusImage image = TestPackage.Photograph();
        using FieldOfView fieldOfView = FieldOfView.WholeFrame(10, 10);
        Assert.ThrowsAny<ArgumentException>(() => segmenter.Segment(image, fieldOfView, TestContext.Current.CancellationToken));
        Assert.Equal(100, fieldOfView.Mask.CountPixels());
    }

    [Fact]
    public void Stages_are_told_to_whoever_listens_under_the_name_RetSam()
    {
        var spans = new List<string>();
        var times = new List<string>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "RetSam",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a => Add(spans, a.OperationName),
        };
        ActivitySource.AddActivityListener(activities);
        using var meter = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Name == "RetSam" && i.Unit == "ms") { l.EnableMeasurementEvents(i); } } };
        meter.SetMeasurementEventCallback<double>((_, value, tags, _) => Add(times, value >= 0 ? $"{tags[0].Value}" : "negative"));
        meter.Start();
        TestPackage.Segment(TestPackage.Manifest(), TestPackage.MixGraph()).Dispose();
        // Other tests may run beside this one and be heard too.
        Assert.Superset(new HashSet<string> { "preprocess", "infer", "postprocess" }, Copy(spans));
        Assert.Superset(new HashSet<string> { "preprocess", "infer", "postprocess" }, Copy(times));

        static void Add(List<string> list, string text)
        {
            lock (list)
            {
                list.Add(text);
            }
        }

        static HashSet<string> Copy(List<string> list)
        {
            lock (list)
            {
                return [.. list];
            }
        }
    }

    private static BinaryMask Segment(OnnxSegmenter segmenter, FundusImage image)
    {
        using RetinaSegmentation result = segmenter.Segment(image, FieldOfView.WholeFrame(Side, Side), CancellationToken.None);
        return result.GetMask(RetinaClass.Vessel)!.Clone();
    }
}
