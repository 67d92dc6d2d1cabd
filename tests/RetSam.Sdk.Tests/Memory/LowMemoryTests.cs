using System.Diagnostics;
using System.Text;
using RetSam.Biomarkers.Phantoms;
using SkiaSharp;

namespace RetSam.Sdk.Tests.Memory;

/// <summary>
/// Memory that runs out, the runtime's or native code's, in processes of their own. A call ends with the right result, bit for bit, or with
/// <see cref="OutOfMemoryException"/>; and the same analyzer gives the right result when there is memory again.
/// </summary>
public sealed class LowMemoryTests : IDisposable
{
    private const string Without = "OutOfMemoryException: ";

    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-memory-").FullName;
    private readonly string _small;
    private readonly string _large;

    public LowMemoryTests()
    {
        _small = Write(512, image => EncodedPhotograph.Of(image, SKEncodedImageFormat.Jpeg));
        _large = Write(1400, image => EncodedPhotograph.Of(image, SKEncodedImageFormat.Webp));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>From a heap that the model does not fit into to one that has room for everything; each process does all of it for the first time.</summary>
    [Fact]
    public async Task A_process_with_a_small_heap()
    {
        var outcomes = new List<string>();
        foreach (int heap in (int[])[12, 24, 36, 44, 48, 52, 56, 64, 128])
        {
            (string What, string Outcome)[] said = await RunAsync(heap, "cold", _large);
            Assert.Equal(["create", "analyse", "again"], said.Select(s => s.What));
            TestContext.Current.SendDiagnosticMessage($"{heap} MiB: {string.Join(", ", said.Select(s => s.Outcome[..Math.Min(20, s.Outcome.Length)]))}");
            Assert.All(said, s => Assert.True(s.Outcome.StartsWith(Without, StringComparison.Ordinal) || !s.Outcome.Contains(' ', StringComparison.Ordinal), $"{heap} MiB: {s.Outcome}"));
            outcomes.AddRange(said[1..].Select(s => s.Outcome));
        }

        Assert.StartsWith(Without, outcomes[0], StringComparison.Ordinal);
        Assert.Single(outcomes.Where(o => !o.StartsWith(Without, StringComparison.Ordinal)).Distinct());
        Assert.Equal(outcomes[^2], outcomes[^1]);
    }

    [Fact]
    public async Task An_analyzer_whose_heap_fills_up_and_empties_again()
    {
        (string What, string Outcome)[] said = await RunAsync(160, "heap", _small, _large, "4", "6", "8", "12", "16", "20", "24", "28", "32", "40", "48", "64", "4", "64");
        string small = said[0].Outcome;
        string large = said[^1].Outcome;
        Assert.DoesNotContain(' ', small + large);
        Assert.All(said.Where(s => s.What == "small"), s => Assert.Equal(small, s.Outcome));
        (string What, string Outcome)[] full = [.. said.Where(s => s.What.StartsWith("large with", StringComparison.Ordinal))];
        Array.ForEach(full, s => TestContext.Current.SendDiagnosticMessage($"{s.What}: {s.Outcome}"));
        Assert.All(full, s => Assert.True(s.Outcome == large || s.Outcome.StartsWith(Without, StringComparison.Ordinal), $"{s.What}: {s.Outcome}"));
        Assert.StartsWith(Without, full[0].Outcome, StringComparison.Ordinal);
        Assert.Contains(full, s => s.Outcome == large);
    }

    [Fact]
    public async Task A_batch_goes_on_with_those_for_which_there_is_memory()
    {
        const int Side = 4000;
        string huge = Path.Combine(_folder, "huge.ppm");
        await File.WriteAllBytesAsync(huge, [.. Encoding.ASCII.GetBytes($"P6 {Side} {Side} 255\n"), .. new byte[3 * Side * Side]], Token);
        (string What, string Outcome)[] said = await RunAsync(112, "batch", _small, huge);
        Assert.Equal(["small", "batch", "batch", "batch", "batch"], said.Select(s => s.What));
        Assert.DoesNotContain(' ', said[0].Outcome);
        Assert.All([said[1], said[3]], s => Assert.Equal(said[0].Outcome, s.Outcome));
        Assert.All([said[2], said[4]], s => Assert.StartsWith(Without, s.Outcome, StringComparison.Ordinal));
    }

    /// <summary>
    /// Native code allocates under a limit of the address space. Where the .NET runtime itself finds no room, for code that it compiles, it ends
    /// the process: nothing of ours can prevent that, and no result has come out of it.
    /// </summary>
    [Theory]
    [InlineData("create")]
    [InlineData("analyse")]
    public async Task Native_memory_that_runs_out(string during)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The address space is limited as Linux does it.");
        string huge = Write(2800, EncodedPhotograph.LosslessWebP);
        var refused = new List<string>();
        int ended = 0;
        foreach (int more in (int[])[0, 1, 4, 16, 64, 256])
        {
            string[] photographs = during == "create" ? [_small] : [_small, huge];
            (string What, string Outcome)[]? said = await TryRunAsync(null, ["native", during, .. photographs, $"{more}"]);
            if (said is null)
            {
                ended++;
                continue;
            }

            (string What, string Outcome) limited = said.Single(s => s.What.StartsWith("with", StringComparison.Ordinal));
            Assert.All(said.Where(s => s.What == said[0].What), s => Assert.Equal(said[0].Outcome, s.Outcome));
            Assert.DoesNotContain(' ', said[^1].Outcome);
            Assert.True(limited.Outcome == said[^1].Outcome || limited.Outcome.StartsWith(Without, StringComparison.Ordinal), $"{more} MiB: {limited.Outcome}");
            TestContext.Current.SendDiagnosticMessage($"{during}, {more} MiB: {limited.Outcome}");
            if (limited.Outcome != said[^1].Outcome)
            {
                refused.Add(limited.Outcome);
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{during}: {refused.Count} refused, {ended} ended by the runtime");
        Assert.True(refused.Count > 0, "Memory never ran out.");
        Assert.True(ended < 6, $"{ended} processes were ended");
    }

    private string Write(int size, Func<FundusImage, byte[]> encode)
    {
        using FundusImage image = EyePhantom.Create(new EyePhantomOptions { Size = size, Seed = 5 }).DrawPhotograph();
        string file = Path.Combine(_folder, $"eye{size}");
        File.WriteAllBytes(file, encode(image));
        return file;
    }

    private static async Task<(string What, string Outcome)[]> RunAsync(int heap, params string[] arguments)
        => await TryRunAsync(heap, arguments) ?? throw new InvalidOperationException("The process was ended.");

    /// <param name="heap">The limit of the runtime's heap in MiB; <see langword="null"/> for none.</param>
    /// <param name="arguments">What to do.</param>
    /// <returns>What it said; <see langword="null"/> where the .NET runtime ended it for want of memory, by its own words.</returns>
    private static async Task<(string What, string Outcome)[]?> TryRunAsync(int? heap, string[] arguments)
    {
        string program = Path.Combine(
            AppContext.BaseDirectory.Replace("RetSam.Sdk.Tests", "RetSam.LowMemory.App", StringComparison.Ordinal), "RetSam.LowMemory.App.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        if (heap is { } limit)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{(long)limit << 20:x}";
        }
        else
        {
            // The compiler's own mappings come out of the same address space: all of it compiled at first use, and mapped once.
            start.Environment["DOTNET_TieredCompilation"] = "0";
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";

            // The C library keeps nothing for later: every larger allocation asks the system.
            start.Environment["MALLOC_ARENA_MAX"] = "1";
            start.Environment["MALLOC_TRIM_THRESHOLD_"] = start.Environment["MALLOC_MMAP_THRESHOLD_"] = "65536";
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(Token);
        string output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        if (process.ExitCode != 0)
        {
            string said = await errors;
            TestContext.Current.SendDiagnosticMessage($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {said[..Math.Min(400, said.Length)]}");
            Assert.True(heap is null && said.Contains("memory", StringComparison.OrdinalIgnoreCase), $"{process.ExitCode}: {said}");
            return null;
        }

        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).Select(l => (l[0], l[1]))];
    }
}
