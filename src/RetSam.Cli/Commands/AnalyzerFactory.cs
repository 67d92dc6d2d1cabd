using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.Cli;

/// <summary>Makes the analyzer that a command line asks for.</summary>
internal static class AnalyzerFactory
{
    /// <summary>What the model inside is called where a package's path would stand.</summary>
    public const string EmbeddedName = "the embedded model";

    /// <summary>Opens a package; <see langword="null"/> means the embedded one.</summary>
    /// <exception cref="CliException">It is refused.</exception>
    public static ModelPackage OpenPackage(string? package)
    {
        try
        {
            return package is null ? LiteModel.OpenPackage() : ModelPackage.Open(package);
        }
        catch (ModelPackageException e)
        {
            throw CliException.File(package ?? EmbeddedName, e.Message);
        }
    }

    /// <summary>How a model is run for many images.</summary>
    /// <param name="threads">The processors it takes; <see langword="null"/> means all.</param>
    public static OnnxSegmenterOptions ForMany(int? threads)
        => threads is { } processors ? OnnxSegmenterOptions.ForThroughputOn(processors) : OnnxSegmenterOptions.ForThroughput;

    /// <summary>How many images are in memory at once: those in the model, one being decoded, one being measured. <see langword="null"/> leaves it to the batch.</summary>
    /// <param name="threads">The processors that the model takes; <see langword="null"/> means all.</param>
    public static int? MaxInFlight(int? threads) => threads + 2;

    /// <param name="package">A model package; <see langword="null"/> means the embedded one.</param>
    /// <param name="run">How the model is run.</param>
    /// <param name="preset">One of <see cref="MeasurePreset.Names"/>; <see langword="null"/> means the default.</param>
    /// <param name="intervals">Whether measures carry intervals.</param>
    /// <exception cref="CliException">The package or its runtime cannot be used.</exception>
    public static RetinaAnalyzer Create(string? package, OnnxSegmenterOptions run, string? preset = null, bool intervals = false)
    {
        try
        {
            return RetinaAnalyzer.Create(builder =>
            {
                builder.UseModel(OpenPackage(package), run);
                MeasurePreset.Use(builder, preset);
                if (intervals)
                {
                    builder.WithIntervals();
                }
            });
        }
        catch (Exception e) when (e is ModelPackageException or ExecutionProviderException)
        {
            throw CliException.File(package ?? EmbeddedName, e.Message);
        }
    }

    /// <summary>Loads a model by itself, for what only a model can tell.</summary>
    /// <param name="package">A model package; <see langword="null"/> means the embedded one.</param>
    /// <param name="options">How it is run.</param>
    /// <exception cref="CliException">The package or its runtime cannot be used, or the options ask for what the model does not predict.</exception>
    public static OnnxSegmenter CreateSegmenter(string? package, OnnxSegmenterOptions options)
    {
        try
        {
            return new OnnxSegmenter(OpenPackage(package), options);
        }
        catch (Exception e) when (e is ModelPackageException or ExecutionProviderException or ArgumentException)
        {
            throw CliException.File(package ?? EmbeddedName, e.Message);
        }
    }
}
