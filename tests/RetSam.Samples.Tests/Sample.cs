using System.Diagnostics;
using RetSam.Sdk.Tests;

namespace RetSam.Samples.Tests;

/// <summary>A sample that was built beside the tests, run as a process in a folder of its own.</summary>
internal static class Sample
{
    /// <summary>The photograph that all samples use.</summary>
    public static string Photograph { get; } = Path.Combine(Repository.Root, "samples", "images", "retina.jpg");

    /// <summary>Runs a sample to its end.</summary>
    /// <returns>The lines it wrote to the standard output.</returns>
    public static async Task<string[]> RunAsync(string name, string folder, params string[] arguments)
    {
        // Tests and samples are built under the same configuration and framework.
        string configuration = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "RetSam.Samples.Tests", "bin"), AppContext.BaseDirectory);
        string program = Path.Combine(Repository.Root, "samples", name, "bin", configuration, $"{name}.dll");
        Assert.True(File.Exists(program), program);

        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [program, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        CancellationToken token = TestContext.Current.CancellationToken;
        Task<string> errors = process.StandardError.ReadToEndAsync(token);
        string output = await process.StandardOutput.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Equal("", await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
