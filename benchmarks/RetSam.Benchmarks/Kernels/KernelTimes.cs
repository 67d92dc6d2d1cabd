using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RetSam.Biomarkers.Kernels;
using RetSam.Imaging.Skia;

namespace RetSam.Benchmarks.Kernels;

/// <summary>
/// What compare.sh asks for: the masks as PNG and the least time of each kernel on them, one line each, so that other libraries can be
/// timed on the same pixels in the same run. The least of many is what a busy machine spoils least.
/// </summary>
internal static class KernelTimes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        using var times = new StreamWriter(Path.Combine(folder, "times.tsv"));
        times.WriteLine($"# {RuntimeInformation.FrameworkDescription}");
        foreach (int size in new[] { 1024, 2048 })
        {
            using BinaryMask mask = VesselMasks.Create(size);
            using BinaryMask working = mask.Clone();
            int[] distances = new int[size * size];
            MaskWriter.WritePng(mask, Path.Combine(folder, $"vessels-{size}.png"));
            Report(times, "thinning", size, () =>
            {
                mask.Words.CopyTo(working.Words);
                Thinning.Thin(working);
            });
            Report(times, "distance", size, () => DistanceTransform.SquaredToBackground(mask, distances));
            Report(times, "components", size, () => Components.Analyse(mask).Dispose());
        }
    }

    private static void Report(StreamWriter times, string kernel, int size, Action action)
    {
        // The second half of the time is measured; in the first the compiler reaches its best code.
        var whole = Stopwatch.StartNew();
        double least = double.MaxValue;
        while (whole.Elapsed < Patience)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            least = whole.Elapsed > Patience / 2 ? Math.Min(least, elapsed) : least;
        }

        times.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kernel}\t{size}\t{least:F4}"));
    }
}
