namespace RetSam.Cli.Evaluation;

/// <summary>One metric over the images of a set.</summary>
/// <param name="Id">The metric.</param>
/// <param name="Images">Images that have a value.</param>
/// <param name="Missing">Images where it was asked for and there is none, such as the error of a disc that was not found.</param>
/// <param name="Mean">The mean of the values.</param>
/// <param name="Low">The lower end of the mean's 95 % interval; null for fewer than two images.</param>
/// <param name="High">The upper end.</param>
/// <param name="Median">The median.</param>
/// <param name="Minimum">The lowest value.</param>
/// <param name="Maximum">The highest value.</param>
internal sealed record MetricSummary(
    string Id, int Images, int Missing, double Mean, double? Low, double? High, double Median, double Minimum, double Maximum)
{
    /// <summary>Sums up the values of one metric; null when no image has one.</summary>
    public static MetricSummary? Of(string id, IReadOnlyList<double?> values)
    {
        double[] there = [.. values.OfType<double>()];
        if (there.Length == 0)
        {
            return null;
        }

        (double Low, double High)? interval = Bootstrap.MeanInterval(there);
        double mean = there.Sum() / there.Length;
        Array.Sort(there);
        double median = (there[(there.Length - 1) / 2] + there[there.Length / 2]) / 2;
        return new MetricSummary(id, there.Length, values.Count - there.Length, mean, interval?.Low, interval?.High, median, there[0], there[^1]);
    }
}
