using System.Diagnostics;
using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.Benchmarks.Load;

/// <summary>Memory of the process while one batch goes on: bounded whatever the number of photographs.</summary>
/// <remarks>Only the head for disc and cup is run, a tenth of the network's time: photographs, buffers, masks and measures are as with the whole.</remarks>
internal static class MemoryTable
{
    private static readonly int[] Looks = [10, 50, 100, 200, 500, 1000];

    public static async Task PrintAsync(int images)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(
            LiteModel.OpenPackage(), OnnxSegmenterOptions.ForThroughput with { Classes = [RetinaClass.OpticDisc, RetinaClass.OpticCup] }));
        var photographs = new Photographs();
        int[] looks = [.. Looks.Where(n => n < images), images];
        Tables.Begin("photographs done", "resident memory, MB", "most so far, MB", "managed heap, MB", "allocated a photograph, kB", "collections of generation 2");
        int done = 0;
        long allocated = GC.GetTotalAllocatedBytes();
        int before = 0;
        int collections = GC.CollectionCount(2);
        using Process process = Process.GetCurrentProcess();
        await foreach (BatchResult result in analyzer.AnalyzeManyAsync(photographs.Take(images)))
        {
            result.GetAnalysis().Dispose();
            if (looks.Contains(++done))
            {
                process.Refresh();
                long now = GC.GetTotalAllocatedBytes();
                Tables.Row(
                    done, Tables.Megabytes(process.WorkingSet64), Tables.Megabytes(process.PeakWorkingSet64), Tables.Megabytes(GC.GetTotalMemory(false)),
                    (now - allocated) / (done - before) / 1000, GC.CollectionCount(2) - collections);
                allocated = now;
                before = done;
            }
        }

        // What is left when the collector is made to look: garbage it had not yet bothered with, or something that grows.
        GC.Collect();
        process.Refresh();
        Tables.Row("after a full collection", Tables.Megabytes(process.WorkingSet64), Tables.Megabytes(process.PeakWorkingSet64), Tables.Megabytes(GC.GetTotalMemory(true)), "", "");
    }
}
