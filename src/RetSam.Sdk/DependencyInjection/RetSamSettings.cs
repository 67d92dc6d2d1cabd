using RetSam.Inference;

namespace RetSam;

/// <summary>Applies an application's configuration to a builder, and finds what is wrong with it before.</summary>
internal static class RetSamSettings
{
    /// <summary>Every key of <see cref="RetSamOptions"/>.</summary>
    private static readonly string[] Keys =
    [
        nameof(RetSamOptions.Model), nameof(RetSamOptions.Threads), nameof(RetSamOptions.MaxConcurrency), nameof(RetSamOptions.MaxBatch),
        nameof(RetSamOptions.Classes), nameof(RetSamOptions.ExecutionProviders), nameof(RetSamOptions.Intervals), nameof(RetSamOptions.Laterality),
        nameof(RetSamOptions.MicrometresPerPixel), nameof(RetSamOptions.MaxPixels), nameof(RetSamOptions.MaxEncodedBytes), nameof(RetSamOptions.MinSide),
    ];

    private static readonly Dictionary<string, Func<ExecutionProvider>> Providers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cpu"] = () => new CpuExecutionProvider(),
        ["cuda"] = () => new CudaExecutionProvider(),
        ["tensorrt"] = () => new TensorRtExecutionProvider(),
    };

    /// <summary>Whether a key of a section is one of the options.</summary>
    public static bool IsKnown(string key) => Keys.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The keys, for a message.</summary>
    public static string KnownKeys => string.Join(", ", Keys);

    /// <summary>What is wrong, each with its key.</summary>
    /// <param name="options">The options.</param>
    /// <param name="section">Where they come from, to name keys in full.</param>
    public static IEnumerable<string> FindFaults(RetSamOptions options, string section)
    {
        (string Key, long? Value)[] counts =
        [
            (nameof(options.Threads), options.Threads), (nameof(options.MaxConcurrency), options.MaxConcurrency),
            (nameof(options.MaxBatch), options.MaxBatch), (nameof(options.MaxPixels), options.MaxPixels),
            (nameof(options.MaxEncodedBytes), options.MaxEncodedBytes), (nameof(options.MinSide), options.MinSide),
        ];
        foreach ((string key, long? value) in counts)
        {
            if (value < 1)
            {
                yield return $"{section}:{key} is {value}; at least 1 is wanted.";
            }
        }

        if (options.MicrometresPerPixel is { } scale && !(scale > 0 && double.IsFinite(scale)))
        {
            yield return $"{section}:{nameof(options.MicrometresPerPixel)} is {scale}; a finite number above 0 is wanted.";
        }

        if (options.Laterality is { } eye && !Enum.IsDefined(eye))
        {
            yield return $"{section}:{nameof(options.Laterality)} is {eye}; {string.Join(", ", Enum.GetNames<Laterality>())} are known.";
        }

        if (options.Model is { } model && !Directory.Exists(model) && !File.Exists(model))
        {
            yield return $"{section}:{nameof(options.Model)} is '{model}', which is no folder and no file as seen from '{Directory.GetCurrentDirectory()}'.";
        }

        for (int i = 0; i < options.Classes?.Count; i++)
        {
            if (!RetinaClass.TryParse(options.Classes[i], out _))
            {
                yield return $"{section}:{nameof(options.Classes)}:{i} is '{options.Classes[i]}', which is no class; {string.Join(", ", RetinaClass.All.Select(c => c.Slug))} are known.";
            }
        }

        for (int i = 0; i < options.ExecutionProviders?.Count; i++)
        {
            if (!Providers.ContainsKey(options.ExecutionProviders[i]))
            {
                yield return $"{section}:{nameof(options.ExecutionProviders)}:{i} is '{options.ExecutionProviders[i]}'; {string.Join(", ", Providers.Keys)} are known.";
            }
        }
    }

    /// <summary>Applies options that have no faults.</summary>
    public static void Apply(RetSamOptions options, RetinaAnalyzerBuilder builder)
    {
        if (options.Model is { } model)
        {
            builder.UseModel(model);
        }

        if (options.Threads is { } threads)
        {
            builder.WithThreads(threads);
        }

        if (options.ExecutionProviders is { Count: > 0 } names)
        {
            builder.UseExecutionProviders([.. names.Select(n => Providers[n]())]);
        }

        if (options.Intervals == true)
        {
            builder.WithIntervals();
        }

        if (options.Laterality is { } laterality)
        {
            builder.WithLaterality(laterality);
        }

        if (options.MicrometresPerPixel is { } scale)
        {
            builder.WithScale(PixelScale.Given(scale));
        }

        FundusImageDecodeOptions decoding = builder.Decoding ?? FundusImageDecodeOptions.Default;
        builder.WithDecoding(decoding with
        {
            MaxPixels = options.MaxPixels ?? decoding.MaxPixels,
            MaxEncodedBytes = options.MaxEncodedBytes ?? decoding.MaxEncodedBytes,
            MinSide = options.MinSide ?? decoding.MinSide,
        });
        RetinaClass[]? classes = options.Classes is { Count: > 0 } slugs ? [.. slugs.Select(RetinaClass.Parse)] : null;
        builder.ModelSettings = settings => settings with
        {
            MaxConcurrency = options.MaxConcurrency ?? settings.MaxConcurrency,
            MaxBatch = options.MaxBatch ?? settings.MaxBatch,
            Classes = classes ?? settings.Classes,
        };
    }
}
