namespace RetSam.Benchmarks.Load;

/// <summary>Measurements that BenchmarkDotNet has no form for: many photographs, many threads, memory over time. Each prints one table.</summary>
internal static class LoadProgram
{
    public static async Task<int> RunAsync(ReadOnlyMemory<string> args)
    {
        string what = args.Length > 0 ? args.Span[0] : "";
        int[] numbers = [.. args.ToArray().Skip(1).Select(int.Parse)];
        int Number(int index, int otherwise) => index < numbers.Length ? numbers[index] : otherwise;
        switch (what)
        {
            case "rate":
                await RateTable.PrintAsync(images: Number(0, 200), blocks: Number(1, 4));
                return 0;
            default:
                Console.Error.WriteLine("load rate [images] [blocks]");
                return 2;
        }
    }
}
