namespace RetSam.Cli.Evaluation;

/// <summary>The scores of one set and split.</summary>
/// <param name="Dataset">The set.</param>
/// <param name="Split">The split.</param>
/// <param name="Images">The scores of each photograph.</param>
/// <param name="Pooled">By metric, the score of all photographs' pixels put together.</param>
internal sealed record SetResult(string Dataset, string Split, IReadOnlyList<ImageScores> Images, IReadOnlyDictionary<string, double> Pooled)
{
    /// <summary>Every metric that some image has, in the order of the first image that has it.</summary>
    public IReadOnlyList<MetricSummary> Summaries { get; } =
    [
        .. Images.SelectMany(i => i.Values.Keys).Distinct()
            .Select(id => MetricSummary.Of(id, [.. Images.Where(i => i.Values.ContainsKey(id)).Select(i => i.Values[id])]))
            .OfType<MetricSummary>(),
    ];

    /// <summary>How the vessel measures agree with those from the expert's masks.</summary>
    public IReadOnlyList<Agreement> Agreements { get; } =
    [
        .. Images.SelectMany(i => i.Measures).GroupBy(m => m.Id).Select(Compare).OfType<Agreement>(),
    ];

    private static Agreement? Compare(IGrouping<string, MeasurePair> pairs)
    {
        (double, double)[] both = [.. pairs.Where(p => p.Predicted is not null && p.Expert is not null).Select(p => (p.Predicted!.Value, p.Expert!.Value))];
        return Agreement.Of(pairs.Key, pairs.First().Unit, both, pairs.Count() - both.Length);
    }
}
