namespace RetSam.Cli.Evaluation;

/// <summary>
/// The scores of one photograph, by metric id. A metric that was asked for and has no value, such as the error of a disc that was not
/// found, is there with <see langword="null"/>; one that the labels do not allow is not there.
/// </summary>
internal sealed class ImageScores(string id)
{
    private readonly Dictionary<string, double?> _values = new(StringComparer.Ordinal);

    /// <summary>The photograph's id in its set.</summary>
    public string Id { get; } = id;

    /// <summary>The scores, in the order they were added.</summary>
    public IReadOnlyDictionary<string, double?> Values => _values;

    /// <summary>What disc radius errors were divided by; null when there was no such error.</summary>
    public DiscRadiusOrigin? DiscRadius { get; set; }

    /// <summary>Measures from predicted masks beside the same from the expert's.</summary>
    public IReadOnlyList<MeasurePair> Measures { get; set; } = [];

    /// <summary>Adds a score.</summary>
    public void Add(string metric, double? value) => _values.Add(metric, value);
}
