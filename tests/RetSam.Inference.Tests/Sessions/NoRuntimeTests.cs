using System.Diagnostics;

namespace RetSam.Inference.Tests;

/// <summary>An application without a native ONNX Runtime, as a process of its own: this one has loaded one already.</summary>
public class NoRuntimeTests
{
    [Fact]
    public async Task An_application_without_a_native_runtime_is_told_which_package_to_add()
    {
        // The application is built beside the tests, under the same configuration.
        string application = Path.Combine(AppContext.BaseDirectory.Replace("RetSam.Inference.Tests", "RetSam.NoRuntime.App", StringComparison.Ordinal), "RetSam.NoRuntime.App.dll");
        Assert.True(File.Exists(application), application);
        string package = Directory.CreateTempSubdirectory("retsam-no-runtime-").FullName;
        try
        {
            byte[] graph = TestPackage.MixGraph();
            await File.WriteAllBytesAsync(Path.Combine(package, "model.json"), TestPackage.Seal(TestPackage.Manifest(), graph), TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(Path.Combine(package, "model.onnx"), graph, TestContext.Current.CancellationToken);
            string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
            using Process process = Process.Start(new ProcessStartInfo(host, [application, package]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string[] said = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(0, process.ExitCode);
            Assert.Equal("", await errors);
            Assert.Equal(3, said.Length);
            Assert.All(said, line =>
            {
                Assert.StartsWith("RetSam.Inference.ExecutionProviderException: The native ONNX Runtime could not be loaded.", line, StringComparison.Ordinal);
                Assert.Contains("add the package Microsoft.ML.OnnxRuntime (processor) or Microsoft.ML.OnnxRuntime.Gpu (NVIDIA)", line, StringComparison.Ordinal);
            });
        }
        finally
        {
            Directory.Delete(package, recursive: true);
        }
    }
}
