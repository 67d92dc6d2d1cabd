using System.Collections.Concurrent;
using System.Diagnostics;
using RetSam.Imaging.Skia;
using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.Benchmarks.Load;

/// <summary>
/// Threads that use one analyzer on photographs of several sizes for a while. First all calls run to their end, and every result must be
/// that of a single thread, bit for bit. Then each call is cancelled after a time of chance, and the time from there to its return is kept.
/// Then analyzers are disposed under the calls.
/// </summary>
internal static class HammerTable
{
    public static void Print(int seconds, int threads)
    {
        var photographs = new Photographs();
        FundusImage[] images = [.. Enumerable.Range(0, photographs.Count).Select(i => SkiaFundusImageCodec.Shared.Decode(photographs.Open(i)))];
        string[] expected;
        using (RetinaAnalyzer single = Create(1))
        {
            expected = [.. images.Select(i => Run(single, i, CancellationToken.None))];
        }

        int equal = 0;
        int different = 0;
        using var stages = new StageTimes();
        using RetinaAnalyzer analyzer = Create(Environment.ProcessorCount);
        Hammer(threads, TimeSpan.FromSeconds(seconds), random =>
        {
            int i = random.Next(images.Length);
            Interlocked.Increment(ref Run(analyzer, images[i], CancellationToken.None) == expected[i] ? ref equal : ref different);
        });
        double longestStay = stages["infer"].Max();

        var late = new ConcurrentBag<double>();
        int finished = 0;
        Hammer(threads, TimeSpan.FromSeconds(seconds), random =>
        {
            using var source = new CancellationTokenSource();
            long cancelled = long.MaxValue;
            using var timer = new Timer(
                _ =>
                {
                    Volatile.Write(ref cancelled, Stopwatch.GetTimestamp());
                    source.Cancel();
                },
                null,
                random.Next(3000),
                Timeout.Infinite);
            int i = random.Next(images.Length);
            try
            {
                string found = Run(analyzer, images[i], source.Token);
                Interlocked.Increment(ref finished);
                Interlocked.Increment(ref found == expected[i] ? ref equal : ref different);
            }
            catch (OperationCanceledException)
            {
                late.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref cancelled)).TotalMilliseconds);
            }
        });

        (int disposals, int refused, int completed, int other) = Dispose(threads, TimeSpan.FromSeconds(seconds), images, expected);
        double[] sorted = [.. late.Order()];
        Tables.Begin($"{threads} threads, {seconds} s each", "");
        Tables.Row("calls that ran to their end, equal to a single thread's", equal);
        Tables.Row("different", different);
        Tables.Row("cancelled after a time of chance", sorted.Length);
        Tables.Row("of that many more that ended first", finished);
        Tables.Row("from cancellation to return: median, ms", Tables.Number(sorted[sorted.Length / 2], 1));
        Tables.Row("longest, ms", Tables.Number(sorted[^1], 1));
        Tables.Row("longest stay in the queue and the network of a call not cancelled, ms", Tables.Number(longestStay, 1));
        Tables.Row("analyzers disposed under calls", disposals);
        Tables.Row("calls refused with ObjectDisposedException", refused);
        Tables.Row("calls that ended as usual, equal to a single thread's", completed);
        Tables.Row("anything else", other);
        Array.ForEach(images, i => i.Dispose());
    }

    private static (int Disposals, int Refused, int Completed, int Other) Dispose(int threads, TimeSpan time, FundusImage[] images, string[] expected)
    {
        int disposals = 0;
        int refused = 0;
        int completed = 0;
        int other = 0;
        RetinaAnalyzer current = Create(Environment.ProcessorCount);
        using var stop = new CancellationTokenSource();
        var disposer = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Thread.Sleep(Random.Shared.Next(1500));
                Interlocked.Exchange(ref current, Create(Environment.ProcessorCount)).Dispose();
                disposals++;
            }
        });
        disposer.Start();
        Hammer(threads, time, random =>
        {
            RetinaAnalyzer taken = Volatile.Read(ref current);
            try
            {
                while (true)
                {
                    int i = random.Next(images.Length);
                    Interlocked.Increment(ref Run(taken, images[i], CancellationToken.None) == expected[i] ? ref completed : ref other);
                }
            }
            catch (ObjectDisposedException)
            {
                Interlocked.Increment(ref refused);
            }
#pragma warning disable CA1031 // Counted: there must be none.
            catch (Exception e)
            {
                Console.Error.WriteLine(e);
                Interlocked.Increment(ref other);
            }
#pragma warning restore CA1031
        });
        stop.Cancel();
        disposer.Join();
        current.Dispose();
        return (disposals, refused, completed, other);
    }

    private static RetinaAnalyzer Create(int concurrency) => RetinaAnalyzer.Create(
        b => b.UseModel(LiteModel.OpenPackage(), OnnxSegmenterOptions.ForThroughput with { MaxConcurrency = concurrency }));

    private static string Run(RetinaAnalyzer analyzer, FundusImage image, CancellationToken cancellationToken)
    {
        using RetinaAnalysis analysis = analyzer.Analyze(image, cancellationToken: cancellationToken);
        return Fingerprint.Of(analysis);
    }

    private static void Hammer(int threads, TimeSpan time, Action<Random> call)
    {
        long started = Stopwatch.GetTimestamp();
        Thread[] all = [.. Enumerable.Range(0, threads).Select(t => new Thread(() =>
        {
            var random = new Random(t);
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                call(random);
            }
        }))];
        Array.ForEach(all, t => t.Start());
        Array.ForEach(all, t => t.Join());
    }
}
