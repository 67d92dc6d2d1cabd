namespace RetSam.Cli.Evaluation;

/// <summary>
/// The pixels of all photographs of a set put together, by the id of the metric they are for. Lesions need it: most photographs hold
/// next to none, and a mean over photographs then says more about which were taken than about the model.
/// </summary>
internal sealed class PooledPixels
{
    private readonly Dictionary<string, RankHistogram> _rocs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RankHistogram> _precisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PixelCounts> _dices = new(StringComparer.Ordinal);

    /// <summary>Adds one photograph's pixels to an area under the receiver operating characteristic.</summary>
    public void AddRoc(string metric, RankHistogram pixels) => Add(_rocs, metric, pixels);

    /// <summary>Adds one photograph's pixels to an average precision.</summary>
    public void AddPrecision(string metric, RankHistogram pixels) => Add(_precisions, metric, pixels);

    /// <summary>Adds one photograph's pixels to a Dice.</summary>
    public void AddDice(string metric, PixelCounts counts)
        => _dices[metric] = _dices.TryGetValue(metric, out PixelCounts sum) ? sum + counts : counts;

    /// <summary>The value of each metric over all pixels together; one without a value is not there.</summary>
    public IReadOnlyDictionary<string, double> Summarise()
    {
        IEnumerable<(string Metric, double? Value)> all =
        [
            .. _rocs.Select(m => (m.Key, m.Value.RocArea())),
            .. _dices.Select(m => (m.Key, m.Value.Dice)),
            .. _precisions.Select(m => (m.Key, m.Value.AveragePrecision())),
        ];
        return all.Where(m => m.Value is not null).ToDictionary(m => m.Metric, m => m.Value!.Value, StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, RankHistogram> sums, string metric, RankHistogram pixels)
    {
        if (!sums.TryGetValue(metric, out RankHistogram? sum))
        {
            sums.Add(metric, sum = new RankHistogram());
        }

        sum.Add(pixels);
    }
}
