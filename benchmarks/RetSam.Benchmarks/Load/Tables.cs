using System.Globalization;
using System.Runtime.InteropServices;

namespace RetSam.Benchmarks.Load;

/// <summary>Tables in Markdown, under a line that says what machine and versions they were made with.</summary>
internal static class Tables
{
    public static void Begin(params string[] columns)
    {
        string processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "?"
            : RuntimeInformation.ProcessArchitecture.ToString();
        Console.WriteLine(
            $"{processor}, {Environment.ProcessorCount} processors; .NET {Environment.Version}; ONNX Runtime "
            + $"{Microsoft.ML.OnnxRuntime.OrtEnv.Instance().GetVersionString()}; {DateTime.UtcNow:yyyy-MM-dd}");
        Console.WriteLine();
        Console.WriteLine($"| {string.Join(" | ", columns)} |");
        Console.WriteLine($"|{string.Concat(columns.Select((_, i) => i == 0 ? "---|" : "---:|"))}");
    }

    public static void Row(params object[] cells)
        => Console.WriteLine($"| {string.Join(" | ", cells.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c}")))} |");

    public static string Number(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    public static string Megabytes(long bytes) => Number(bytes / 1e6, 0);

    public static string Percent(double part) => $"{Number(100 * part, 1)} %";
}
