using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.Benchmarks.Load;

/// <summary>
/// Several images in one run of the network against one each, through the segmenter, on a network whose graph allows it; and how far the
/// results differ. The delay is long, so that runs are full: what is measured is the network, not the luck of the queue.
/// </summary>
internal static class SharedRunsTable
{
    private const int Images = 4;

    public static async Task PrintAsync(int images, int blocks)
    {
        using FundusImage image = Sample.Load();
        ModelPackage package = SmallModel.Create(side: 320, layers: 6);
        using (var lite = new OnnxSegmenter(LiteModel.OpenPackage(), new OnnxSegmenterOptions { MaxBatch = Images }))
        {
            Console.WriteLine($"{lite.Id} takes {lite.MaxBatch} image(s) in a run. A network of 8 convolutions over 320 x 320 pixels, one run at a time on all threads:");
        }

        Tables.Begin("images in a run", "1/s", "processor time, ms an image", "largest difference of a probability");
        using OnnxSegmenter alone = Create(package, 1);
        using OnnxSegmenter together = Create(package, Images);
        double difference = await DifferenceAsync(alone, together, image);
        await RunAsync(alone, image, Images);
        Usage one = default;
        Usage several = default;
        int block = images / blocks;
        for (int i = 0; i < blocks; i++)
        {
            one += await Usage.OfAsync(block, () => RunAsync(alone, image, block));
            several += await Usage.OfAsync(block, () => RunAsync(together, image, block));
        }

        Tables.Row(1, Tables.Number(one.PerSecond, 2), Tables.Number(one.ProcessorMilliseconds, 1), 0);
        Tables.Row(Images, Tables.Number(several.PerSecond, 2), Tables.Number(several.ProcessorMilliseconds, 1), difference);
    }

    private static OnnxSegmenter Create(ModelPackage package, int maxBatch) => new(
        package, new OnnxSegmenterOptions { MaxConcurrency = 1, MaxBatch = maxBatch, MaxBatchDelay = TimeSpan.FromMilliseconds(200), KeepProbabilities = true });

    private static Task RunAsync(OnnxSegmenter segmenter, FundusImage image, int images)
        => Task.WhenAll(Enumerable.Range(0, Images).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < images / Images; i++)
                {
                    Segment(segmenter, image).Dispose();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

    private static async Task<double> DifferenceAsync(OnnxSegmenter alone, OnnxSegmenter together, FundusImage image)
    {
        using RetinaSegmentation expected = Segment(alone, image);
        double[] differences = await Task.WhenAll(Enumerable.Range(0, Images).Select(_ => Task.Factory.StartNew(
            () =>
            {
                using RetinaSegmentation found = Segment(together, image);
                double largest = 0;
                Span<float> a = expected.GetProbability(RetinaClass.Vessel)!.Values;
                Span<float> b = found.GetProbability(RetinaClass.Vessel)!.Values;
                for (int i = 0; i < a.Length; i++)
                {
                    largest = Math.Max(largest, Math.Abs((double)a[i] - b[i]));
                }

                return largest;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        return differences.Max();
    }

    private static RetinaSegmentation Segment(OnnxSegmenter segmenter, FundusImage image)
        => segmenter.Segment(image, FieldOfView.WholeFrame(image.Width, image.Height), CancellationToken.None);
}
