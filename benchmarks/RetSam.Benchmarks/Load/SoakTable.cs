using System.Diagnostics;

namespace RetSam.Benchmarks.Load;

/// <summary>One analyzer for many thousands of analyses, damaged files and cancelled calls among them: nothing may grow.</summary>
/// <remarks>The network is of next to nothing, so that decoding, buffers, sessions' runs, masks and measures come round often.</remarks>
internal static class SoakTable
{
    private const int Looks = 20;

    public static void Print(int analyses)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(SmallModel.Create(side: 64, layers: 1)));
        var photographs = Photographs.OfSizes(Enumerable.Range(0, 24).Select(i => 320 + 17 * i));
        byte[] damaged = photographs.Open(0).ToArray()[..2000];
        var states = new List<SoakState> { SoakState.Now(0) };
        Tables.Begin("analyses", "resident memory, MB", "managed heap, MB", "handles", "threads", "damaged files refused", "calls cancelled", "seconds");
        (int refused, int cancelled) = (0, 0);
        long started = Stopwatch.GetTimestamp();
        for (int i = 1; i <= analyses; i++)
        {
            using var stop = new CancellationTokenSource();
            try
            {
                using Stream file = i % 50 == 0 ? new MemoryStream(damaged) : photographs.Open(7 * i);
                if (i % 70 == 0)
                {
                    stop.CancelAfter(TimeSpan.FromMilliseconds(i / 70 % 10));
                }

                analyzer.AnalyzeAsync(file, stop.Token).GetAwaiter().GetResult().Dispose();
            }
            catch (FundusImageException)
            {
                refused++;
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }

            if (i % Math.Max(1, analyses / Looks) == 0)
            {
                SoakState state = SoakState.Now(i);
                states.Add(state);
                Tables.Row(
                    i, Tables.Megabytes(state.Resident), Tables.Megabytes(state.Heap), state.Handles, state.Threads, refused, cancelled,
                    Tables.Number(Stopwatch.GetElapsedTime(started).TotalSeconds, 0));
            }
        }

        File.WriteAllText("soak.svg", SoakPlot.Draw(states));
    }
}
