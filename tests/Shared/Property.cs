using System.Collections.Concurrent;
using System.Globalization;
using CsCheck;

namespace RetSam.Testing;

/// <summary>
/// Holds a property to items that a generator draws. An ordinary run draws the same items on every machine, so that it never fails by
/// chance; item i has a seed of its own, which a failure tells. New items are drawn where the environment variable <c>RETSAM_EXPLORE</c>
/// asks for them: 1 for as many as in an ordinary run, 20 for twenty times as many. <c>RETSAM_EXPLORE=1 CsCheck_Seed=...</c> starts with the
/// item of a seed and looks for a smaller one that fails.
/// </summary>
internal static class Property
{
    /// <summary>So many times as many items as in an ordinary run are drawn at random; 0 in an ordinary run.</summary>
    private static readonly int Exploration =
        int.TryParse(Environment.GetEnvironmentVariable("RETSAM_EXPLORE"), NumberStyles.None, CultureInfo.InvariantCulture, out int times) ? times : 0;

    public static void ForAll<T>(this Gen<T> items, Action<T> property, int iter = 100)
    {
        if (Exploration > 0)
        {
            items.Sample(property, iter: (long)iter * Exploration);
            return;
        }

        var failures = new ConcurrentDictionary<long, Exception>();
        ParallelLoopResult run = Parallel.For(0, iter, (i, loop) =>
        {
            // Seeds far apart: generators that start at neighbours would draw alike.
            var random = new PCG(stream: 0, seed: (ulong)i * 0x9E3779B97F4A7C15);
            string seed = random.ToString();
            T item = items.Generate(random, null, out _);
            try
            {
                property(item);
            }
            catch (Exception e)
            {
                failures[i] = new InvalidOperationException(
                    $"Item {i} of {iter}, {Check.Print(item)}: {e.Message}{Environment.NewLine}RETSAM_EXPLORE=1 CsCheck_Seed={seed} looks for a smaller one.", e);
                loop.Break(); // All items before it are still tried, so that the first of those that fail is told.
            }
        });
        if (run.LowestBreakIteration is { } first)
        {
            throw failures[first];
        }
    }

    public static void ForAll<T1, T2>(this Gen<(T1, T2)> items, Action<T1, T2> property, int iter = 100)
        => items.ForAll(t => property(t.Item1, t.Item2), iter);

    public static void ForAll<T1, T2, T3>(this Gen<(T1, T2, T3)> items, Action<T1, T2, T3> property, int iter = 100)
        => items.ForAll(t => property(t.Item1, t.Item2, t.Item3), iter);

    public static void ForAll<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> items, Action<T1, T2, T3, T4> property, int iter = 100)
        => items.ForAll(t => property(t.Item1, t.Item2, t.Item3, t.Item4), iter);

    public static void ForAll<T1, T2, T3, T4, T5>(this Gen<(T1, T2, T3, T4, T5)> items, Action<T1, T2, T3, T4, T5> property, int iter = 100)
        => items.ForAll(t => property(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5), iter);

    public static void ForAll<T1, T2, T3, T4, T5, T6>(this Gen<(T1, T2, T3, T4, T5, T6)> items, Action<T1, T2, T3, T4, T5, T6> property, int iter = 100)
        => items.ForAll(t => property(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6), iter);
}
