using System.Diagnostics;

namespace RetSam.Benchmarks.Load;

/// <summary>Time and processor time spent on a number of images.</summary>
internal readonly record struct Usage(int Images, TimeSpan Wall, TimeSpan Processor)
{
    public double PerSecond => Images / Wall.TotalSeconds;

    public double ProcessorMilliseconds => Processor.TotalMilliseconds / Images;

    /// <summary>How many processors were busy on average.</summary>
    public double BusyProcessors => Processor / Wall;

    public static Usage operator +(Usage a, Usage b) => new(a.Images + b.Images, a.Wall + b.Wall, a.Processor + b.Processor);

    public static async Task<Usage> OfAsync(int images, Func<Task> work)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        long started = Stopwatch.GetTimestamp();
        await work();
        TimeSpan wall = Stopwatch.GetElapsedTime(started);
        process.Refresh();
        return new Usage(images, wall, process.TotalProcessorTime - before);
    }
}
