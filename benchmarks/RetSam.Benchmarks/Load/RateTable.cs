using RetSam.Benchmarks.Pipeline;
using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.Benchmarks.Load;

/// <summary>
/// Photographs a second through the whole batch against the network alone, for several ways to share the processors out. Network and
/// batch take turns, block by block, so that other work on the machine slows both.
/// </summary>
/// <remarks>
/// Two yardsticks, because processors are shared: "of the network's rate" compares with as many threads running the network and nothing
/// else; where those are all the processors there are, decoding and measuring must cost some of it. "Of the processors" compares with
/// all processors doing this work without a pause: photographs a second = processors / processor time of a photograph.
/// </remarks>
internal static class RateTable
{
    public static async Task PrintAsync(int images, int blocks)
    {
        int all = Environment.ProcessorCount;
        var photographs = new Photographs();
        Tables.Begin(
            "images in the network x threads", "network alone, 1/s", "batch, 1/s", "of the network's rate", "processor time: network, ms",
            "batch, ms", "busy processors: network", "batch", "of the processors");
        foreach ((int lanes, int threads) in new[] { (1, 1), (Math.Max(1, all - 1), 1), (all, 1), (1, all), (all, all) }.Distinct())
        {
            using var network = new NetworkAlone(LiteModel.OpenPackage(), threads);
            using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(
                b => b.UseModel(LiteModel.OpenPackage(), new OnnxSegmenterOptions { Threads = threads, MaxConcurrency = lanes }));
            await NetworkLoad.RunAsync(_ => network, lanes, 2 * lanes);
            await RunBatchAsync(analyzer, photographs.Take(2 * lanes + photographs.Count));
            Usage alone = default;
            Usage batch = default;
            int block = Math.Max(1, images / blocks);
            for (int i = 0; i < blocks; i++)
            {
                alone += await Usage.OfAsync(block, () => NetworkLoad.RunAsync(_ => network, lanes, block));
                batch += await Usage.OfAsync(block, () => RunBatchAsync(analyzer, photographs.Take(block)));
            }

            Tables.Row(
                $"{lanes} x {threads}", Tables.Number(alone.PerSecond, 2), Tables.Number(batch.PerSecond, 2), Tables.Percent(batch.PerSecond / alone.PerSecond),
                Tables.Number(alone.ProcessorMilliseconds, 0), Tables.Number(batch.ProcessorMilliseconds, 0), Tables.Number(alone.BusyProcessors, 2),
                Tables.Number(batch.BusyProcessors, 2), Tables.Percent(batch.BusyProcessors / all));
        }
    }

    private static async Task RunBatchAsync(RetinaAnalyzer analyzer, IEnumerable<BatchInput> inputs)
    {
        await foreach (BatchResult result in analyzer.AnalyzeManyAsync(inputs))
        {
            using (result)
            {
                result.GetAnalysis();
            }
        }
    }
}
