namespace RetSam.Benchmarks.Load;

/// <summary>Measurements that BenchmarkDotNet has no form for: many photographs, many threads, memory over time. Each prints one table.</summary>
internal static class LoadProgram
{
    private const string Usage = """
        load overhead [repeats]            what the segmenter adds to a bare run of the network
        load rate [photographs] [blocks]   a batch against the network alone
        load memory [photographs]          resident memory while a batch goes on
        load hammer [seconds] [threads]    many threads, cancellation and disposal
        load sessions [runs] [blocks]      one session against one a thread
        load soak [analyses]               one analyzer for long: memory, handles, threads; writes soak.svg
        load shared [images] [blocks]      several images in one run of the network
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        int[] numbers = [.. args.Skip(1).Select(int.Parse)];
        int Number(int index, int otherwise) => index < numbers.Length ? numbers[index] : otherwise;
        switch (args.FirstOrDefault())
        {
            case "overhead":
                OverheadTable.Print(repeats: Number(0, 20));
                return 0;
            case "rate":
                await RateTable.PrintAsync(images: Number(0, 200), blocks: Number(1, 4));
                return 0;
            case "memory":
                await MemoryTable.PrintAsync(images: Number(0, 1000));
                return 0;
            case "soak":
                SoakTable.Print(analyses: Number(0, 20_000));
                return 0;
            case "hammer":
                HammerTable.Print(seconds: Number(0, 60), threads: Number(1, 8));
                return 0;
            case "sessions":
                await SessionsTable.PrintAsync(images: Number(0, 60), blocks: Number(1, 6));
                return 0;
            case "shared":
                await SharedRunsTable.PrintAsync(images: Number(0, 160), blocks: Number(1, 4));
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }
}
