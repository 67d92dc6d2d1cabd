using System.Collections.Concurrent;
using System.Diagnostics;
using RetSam.Biomarkers.Phantoms;
using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.Sdk.Tests.Load;

/// <summary>
/// Eight threads, one analyzer, the real model's head for disc and cup, photographs of three sizes. A few seconds each; the load program
/// of the benchmarks does the same with the whole model for as long as one likes.
/// </summary>
public sealed class HammerTests : IDisposable
{
    private const int Threads = 8;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(3);
    private readonly FundusImage[] _images = [.. new[] { 320, 512, 700 }.Select(Draw)];
    private readonly string[] _expected;

    public HammerTests()
    {
        using RetinaAnalyzer single = Create(concurrency: 1);
        _expected = [.. _images.Select(i => Run(single, i, Token))];
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Array.ForEach(_images, i => i.Dispose());

    [Fact]
    public void Every_result_is_that_of_a_single_thread_bit_for_bit()
    {
        using RetinaAnalyzer analyzer = Create(concurrency: 3);
        var found = new ConcurrentBag<bool>();
        Hammer(random =>
        {
            int i = random.Next(_images.Length);
            found.Add(Run(analyzer, _images[i], Token) == _expected[i]);
        });
        Assert.True(found.Count >= Threads);
        Assert.DoesNotContain(false, found);
        Assert.Equal(_expected.Length, _expected.Distinct().Count());
    }

    [Fact]
    public void Cancelled_at_any_moment_a_call_returns_at_once_and_the_next_is_right()
    {
        using RetinaAnalyzer analyzer = Create(concurrency: 2);
        var late = new ConcurrentBag<TimeSpan>();
        var wrong = new ConcurrentBag<int>();
        Hammer(random =>
        {
            using var source = new CancellationTokenSource();
            long cancelled = 0;
            using CancellationTokenRegistration told = source.Token.Register(() => Volatile.Write(ref cancelled, Stopwatch.GetTimestamp()));
            source.CancelAfter(random.Next(400));
            int i = random.Next(_images.Length);
            try
            {
                if (Run(analyzer, _images[i], source.Token) != _expected[i])
                {
                    wrong.Add(i);
                }
            }
            catch (OperationCanceledException)
            {
                late.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref cancelled)));
            }
        });
        Assert.Empty(wrong);
        Assert.NotEmpty(late);
        // One run of this head takes less than a tenth of a second; the rest is for machines with eight threads on one processor.
        Assert.True(late.Max() < TimeSpan.FromSeconds(3), $"{late.Max().TotalMilliseconds:F0} ms from cancellation to return.");
    }

    [Fact]
    public void Disposed_under_its_callers_an_analyzer_refuses_them_or_serves_them_and_nothing_else()
    {
        RetinaAnalyzer current = Create(concurrency: 2);
        int refused = 0;
        int served = 0;
        int disposals = 0;
        using var stop = new CancellationTokenSource();
        var disposer = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Thread.Sleep(Random.Shared.Next(200));
                Interlocked.Exchange(ref current, Create(concurrency: 2)).Dispose();
                disposals++;
            }
        });
        disposer.Start();
        Hammer(random =>
        {
            // Each analyzer is used until it refuses, so that every one taken is disposed under somebody.
            RetinaAnalyzer taken = Volatile.Read(ref current);
            try
            {
                while (true)
                {
                    int i = random.Next(_images.Length);
                    Assert.Equal(_expected[i], Run(taken, _images[i], Token));
                    Interlocked.Increment(ref served);
                }
            }
            catch (ObjectDisposedException)
            {
                Interlocked.Increment(ref refused);
            }
        });
        stop.Cancel();
        disposer.Join();
        current.Dispose();
        Assert.True(disposals > 0 && served > 0 && refused >= Threads, $"{disposals} disposals, {served} served, {refused} refused.");
    }

    private static FundusImage Draw(int size) => EyePhantom.Create(new EyePhantomOptions { Size = size, Seed = (ulong)size }).DrawPhotograph();

    private static RetinaAnalyzer Create(int concurrency) => RetinaAnalyzer.Create(b => b.UseModel(
        LiteModel.OpenPackage(),
        new OnnxSegmenterOptions { Threads = 1, MaxConcurrency = concurrency, Classes = [RetinaClass.OpticDisc, RetinaClass.OpticCup] }));

    /// <summary>The report, and every bit of the masks.</summary>
    private static string Run(RetinaAnalyzer analyzer, FundusImage image, CancellationToken cancellationToken)
    {
        using RetinaAnalysis analysis = analyzer.Analyze(image, cancellationToken: cancellationToken);
        var bits = new HashCode();
        foreach (RetinaClass retinaClass in analysis.Segmentation.Classes)
        {
            foreach (ulong word in analysis.Segmentation.GetMask(retinaClass)!.Words)
            {
                bits.Add(word);
            }
        }

        return $"{bits.ToHashCode()} {analysis.Report.ToJson()}";
    }

    /// <summary>Calls from all threads until the time is up; whatever a call throws comes out here.</summary>
    private static void Hammer(Action<Random> call)
    {
        long started = Stopwatch.GetTimestamp();
        var failures = new ConcurrentBag<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            var random = new Random(t);
            try
            {
                while (Stopwatch.GetElapsedTime(started) < Time)
                {
                    call(random);
                }
            }
            catch (Exception e)
            {
                failures.Add(e);
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Assert.Empty(failures);
    }
}
