namespace RetSam.Cli.Evaluation;

/// <summary>
/// How the probabilities of marked and unmarked pixels are spread: enough for the areas under the receiver operating characteristic and
/// under the precision-recall curve, of one image or of several put together. Probabilities are binned by their logit, -20 to 20 in
/// 65,536 steps, so that the many values near 0 are told apart; those of one bin count as equal.
/// </summary>
internal sealed class RankHistogram
{
    private const int Bins = 65536;
    private const double Limit = 20;

    private readonly long[] _marked = new long[Bins];
    private readonly long[] _unmarked = new long[Bins];

    /// <summary>Adds one pixel.</summary>
    public void Add(float probability, bool isMarked) => (isMarked ? _marked : _unmarked)[BinOf(probability)]++;

    /// <summary>Adds the pixels of a region.</summary>
    public void Add(ProbabilityMap probabilities, BinaryMask truth, BinaryMask region)
    {
        foreach (MaskRun run in region.EnumerateRuns())
        {
            ReadOnlySpan<float> row = probabilities.GetRow(run.Y);
            for (int x = run.Start; x < run.End; x++)
            {
                Add(row[x], truth[x, run.Y]);
            }
        }
    }

    /// <summary>Adds another image's pixels.</summary>
    public void Add(RankHistogram other)
    {
        for (int i = 0; i < Bins; i++)
        {
            _marked[i] += other._marked[i];
            _unmarked[i] += other._unmarked[i];
        }
    }

    /// <summary>The chance that a marked pixel has a higher probability than an unmarked one, equal ones counting half; null when either kind is missing.</summary>
    public double? RocArea()
    {
        long unmarkedBelow = 0;
        long marked = 0;
        double wins = 0;
        for (int i = 0; i < Bins; i++)
        {
            wins += _marked[i] * (unmarkedBelow + _unmarked[i] / 2.0);
            unmarkedBelow += _unmarked[i];
            marked += _marked[i];
        }

        return marked == 0 || unmarkedBelow == 0 ? null : wins / marked / unmarkedBelow;
    }

    /// <summary>Average precision: the sum over thresholds, from high to low, of the precision there times the recall gained; null when nothing is marked.</summary>
    public double? AveragePrecision()
    {
        long marked = 0;
        long found = 0;
        double sum = 0;
        for (int i = Bins - 1; i >= 0; i--)
        {
            marked += _marked[i];
            found += _marked[i] + _unmarked[i];
            sum += _marked[i] == 0 ? 0 : _marked[i] * ((double)marked / found);
        }

        return marked == 0 ? null : sum / marked;
    }

    private static int BinOf(float probability)
    {
        double logit = Math.Log(probability / (1.0 - probability));
        double place = (Math.Clamp(logit, -Limit, Limit) + Limit) / (2 * Limit) * Bins;
        return double.IsNaN(place) ? 0 : Math.Clamp((int)place, 0, Bins - 1);
    }
}
