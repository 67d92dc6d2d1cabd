using System.Diagnostics;

namespace RetSam.Inference.Tests;

/// <summary>
/// An application without a native ONNX Runtime, or with one that is damaged, another library or of another version, as a process of its own:
/// this one has loaded one already.
/// </summary>
public sealed class NoRuntimeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-no-runtime-").FullName;

    /// <summary>Copies the application, which is built beside the tests under the same configuration, so that a library can be put beside it.</summary>
    public NoRuntimeTests()
    {
        string built = AppContext.BaseDirectory.Replace("RetSam.Inference.Tests", "RetSam.NoRuntime.App", StringComparison.Ordinal);
        string copy = Directory.CreateDirectory(Path.Combine(_folder, "application")).FullName;
        foreach (string file in Directory.EnumerateFiles(built))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Library => Path.Combine(_folder, "application", "libonnxruntime.so");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_application_without_a_native_runtime_is_told_which_package_to_add()
        => Assert.All(await RunAsync(), AssertSaysWhatToAdd);

    [Fact]
    public async Task A_damaged_library_in_its_place_is_none()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Libraries are named otherwise here.");
        await File.WriteAllTextAsync(Library, "This is no library.", Token);
        Assert.All(await RunAsync(), AssertSaysWhatToAdd);
    }

    [Fact]
    public async Task Another_library_under_its_name_is_none()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Libraries are named otherwise here.");
        File.Copy(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so"), Library);
        Assert.All(await RunAsync(), line =>
        {
            AssertSaysWhatToAdd(line);
            Assert.Contains("OrtGetApiBase", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_runtime_of_another_version_is_named_with_the_one_that_is_wanted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Libraries are named otherwise here.");

        // As ONNX Runtime does for a version of its interface that it does not have: no interface, but a version.
        string source = Path.Combine(_folder, "old.c");
        await File.WriteAllTextAsync(
            source,
            """
            struct base { const void *(*get_api)(unsigned version); const char *(*get_version)(void); };
            static const void *get_api(unsigned version) { (void)version; return 0; }
            static const char *get_version(void) { return "1.7.2"; }
            static const struct base base = { get_api, get_version };
            const struct base *OrtGetApiBase(void) { return &base; }
            """,
            Token);
        await CompileAsync(source);
        string wanted = typeof(Microsoft.ML.OnnxRuntime.OrtEnv).Assembly.GetName().Version!.ToString(3);
        Assert.All(await RunAsync(), line => Assert.StartsWith(
            $"RetSam.Inference.ExecutionProviderException: The native ONNX Runtime of this application is version 1.7.2 and does not fit: {wanted} is wanted", line, StringComparison.Ordinal));
    }

    private static void AssertSaysWhatToAdd(string line)
    {
        Assert.StartsWith("RetSam.Inference.ExecutionProviderException: The native ONNX Runtime could not be loaded.", line, StringComparison.Ordinal);
        Assert.Contains("add the package Microsoft.ML.OnnxRuntime (processor) or Microsoft.ML.OnnxRuntime.Gpu (NVIDIA)", line, StringComparison.Ordinal);
    }

    private async Task CompileAsync(string source)
    {
        Process? compiler = null;
        try
        {
            compiler = Process.Start("gcc", ["-shared", "-fPIC", "-o", Library, source]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no gcc to make an old runtime with.");
        }

        using (compiler)
        {
            await compiler!.WaitForExitAsync(Token);
            Assert.Equal(0, compiler.ExitCode);
        }
    }

    /// <summary>Runs the application; gives its three lines.</summary>
    private async Task<string[]> RunAsync()
    {
        string package = Directory.CreateDirectory(Path.Combine(_folder, "package")).FullName;
        byte[] graph = TestPackage.MixGraph();
        await File.WriteAllBytesAsync(Path.Combine(package, "model.json"), TestPackage.Seal(TestPackage.Manifest(), graph), Token);
        await File.WriteAllBytesAsync(Path.Combine(package, "model.onnx"), graph, Token);
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string application = Path.Combine(_folder, "application", "RetSam.NoRuntime.App.dll");
        using Process process = Process.Start(new ProcessStartInfo(host, [application, package]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(Token);
        string[] said = (await process.StandardOutput.ReadToEndAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync(Token);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal("", await errors);
        Assert.Equal(3, said.Length);
        return said;
    }
}
