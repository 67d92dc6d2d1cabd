namespace RetSam;

/// <summary>
/// What an application's configuration says of an analyzer (<see cref="RetSamServicesBuilder.BindConfiguration"/>). Whatever is
/// <see langword="null"/> is left as the code has it.
/// </summary>
public sealed record RetSamOptions
{
    /// <summary>The section that the default analyzer is bound from; a named one is bound from the section of its name inside it.</summary>
    public const string SectionName = "RetSam";

    /// <summary>A model package, a folder or a zip file; a relative path is seen from the current directory.</summary>
    public string? Model { get; set; }

    /// <summary>The threads that one run of the network is spread over, at least 1.</summary>
    public int? Threads { get; set; }

    /// <summary>The most runs of the network at once, at least 1.</summary>
    public int? MaxConcurrency { get; set; }

    /// <summary>The most photographs in one run of the network, at least 1.</summary>
    public int? MaxBatch { get; set; }

    /// <summary>The classes wanted, by <see cref="RetinaClass.Slug"/>.</summary>
    public IReadOnlyList<string>? Classes { get; set; }

    /// <summary>Where the model computes, in order of preference: <c>cpu</c>, <c>cuda</c>, <c>tensorrt</c>, each with its defaults.</summary>
    public IReadOnlyList<string>? ExecutionProviders { get; set; }

    /// <summary>Whether measurements get intervals (<see cref="RetinaAnalyzerBuilder.WithIntervals"/>).</summary>
    public bool? Intervals { get; set; }

    /// <summary>The eye of photographs that nobody says it of.</summary>
    public Laterality? Laterality { get; set; }

    /// <summary>Micrometres per pixel of photographs that nobody says it of, more than 0.</summary>
    public double? MicrometresPerPixel { get; set; }

    /// <summary>The most pixels a photograph may have, at least 1.</summary>
    public long? MaxPixels { get; set; }

    /// <summary>The most encoded bytes of a photograph, at least 1.</summary>
    public long? MaxEncodedBytes { get; set; }

    /// <summary>The smallest side a photograph may have in pixels, at least 1.</summary>
    public int? MinSide { get; set; }
}
