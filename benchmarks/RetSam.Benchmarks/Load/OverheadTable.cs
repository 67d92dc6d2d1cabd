using System.Diagnostics;
using RetSam.Benchmarks.Pipeline;
using RetSam.Inference;
using RetSam.Models.Lite;
using RetSam.Preprocessing;

namespace RetSam.Benchmarks.Load;

/// <summary>
/// What <see cref="OnnxSegmenter"/> adds to a bare run of ONNX Runtime on the same tensor: its place in the queue, bound buffers, the
/// watch on the token, the meter. Preparing the tensor and reading masks from the outputs are other work, and stand beside it. Both sides
/// take turns and the least of many times is compared; the cheap head and the network of next to nothing show the difference more
/// sharply than the whole model, because it does not grow with the network.
/// </summary>
internal static class OverheadTable
{
    public static void Print(int repeats)
    {
        using FundusImage image = Sample.Load();
        Tables.Begin(
            "least of the times, ms", "bare Run", "in OnnxSegmenter", "added", "of Run", "preprocess", "postprocess", "Segment", "Segment allocates, bytes");
        ModelPackage lite = LiteModel.OpenPackage();
        Row("RetSam Lite, one thread", image, lite, 1, repeats);
        Row("RetSam Lite, all threads", image, lite, Environment.ProcessorCount, repeats);
        Row("its head for the fovea, one thread", image, lite.Keep([RetinaClass.Fovea]), 1, repeats * 5);
        Row("a network of next to nothing", image, SmallModel.Create(side: 32, layers: 0), 1, repeats * 50);
    }

    private static void Row(string name, FundusImage image, ModelPackage package, int threads, int repeats)
    {
        using var network = new NetworkAlone(package, threads);
        using var segmenter = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = threads });
        using (FieldOfView fieldOfView = FieldOfView.Detect(image))
        {
            Preprocessor.Write(image, fieldOfView, package.Manifest.Preprocessing, network.Tensor);
        }

        using var stages = new StageTimes();
        var bare = new List<double>();
        var whole = new List<double>();
        long allocated = 0;
        for (int i = -3; i < repeats; i++)
        {
            if (i == 0)
            {
                stages.Clear();
                bare.Clear();
                whole.Clear();
                allocated = 0;
            }

            long started = Stopwatch.GetTimestamp();
            network.Run();
            bare.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            FieldOfView fieldOfView = FieldOfView.Detect(image);
            long before = GC.GetAllocatedBytesForCurrentThread();
            started = Stopwatch.GetTimestamp();
            RetinaSegmentation found = segmenter.Segment(image, fieldOfView, CancellationToken.None);
            whole.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            found.Dispose();
        }

        double added = stages["infer"].Min() - bare.Min();
        Tables.Row(
            $"{name} ({repeats} times)", Tables.Number(bare.Min(), 3), Tables.Number(stages["infer"].Min(), 3), Tables.Number(added, 3), Tables.Percent(added / bare.Min()),
            Tables.Number(stages["preprocess"].Min(), 2), Tables.Number(stages["postprocess"].Min(), 2), Tables.Number(whole.Min(), 1), allocated / repeats);
    }
}
