using System.CommandLine;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary><c>retsam model verify</c>: every check of a package, then a trial run.</summary>
internal static class ModelVerifyCommand
{
    private const int TrialSide = 64;

    public static Command Create(CliConsole console)
    {
        Argument<string?> package = ModelCommand.Package();
        var command = new Command("verify", "Checks a model package (manifest, files, hashes, graph), then loads and runs it once. Says OK, or each fault on the error stream.") { package };
        command.SetAction(result => Run(result.GetValue(package), console));
        return command;
    }

    private static int Run(string? path, CliConsole console)
    {
        string name = path ?? AnalyzerFactory.EmbeddedName;
        IReadOnlyList<ModelPackageException> faults = path is null ? [] : ModelPackage.FindFaults(path);
        foreach (ModelPackageException fault in faults)
        {
            console.Fail(name, fault.Message);
        }

        if (faults.Count > 0)
        {
            return ExitCode.SomeFailed;
        }

        ModelPackage package = AnalyzerFactory.OpenPackage(path);
        try
        {
            Try(package);
        }
        catch (Exception e) when (e is ModelPackageException or ExecutionProviderException)
        {
            throw CliException.File(name, e.Message);
        }

        console.Out.WriteLine($"OK {package.Manifest.Id} {package.Manifest.Version} {package.WeightsSha256}");
        return ExitCode.Ok;
    }

    /// <summary>A photograph of nothing in particular: what matters is that the graph runs and its heads are decoded.</summary>
    private static void Try(ModelPackage package)
    {
        byte[] pixels = [.. Enumerable.Range(0, 3 * TrialSide * TrialSide).Select(i => (byte)(i * 7))];
        using var segmenter = new OnnxSegmenter(package);
        using FundusImage image = FundusImage.FromPixels(pixels, TrialSide, TrialSide, PixelFormat.Rgb24);
        segmenter.Segment(image, FieldOfView.WholeFrame(TrialSide, TrialSide)).Dispose();
    }
}
