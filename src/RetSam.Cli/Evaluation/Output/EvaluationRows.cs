using System.Globalization;

namespace RetSam.Cli.Evaluation;

/// <summary>The two tables of an evaluation as text, for a terminal, a pipe or a Markdown page.</summary>
internal static class EvaluationRows
{
    public static string[] ScoreColumns { get; } = ["set", "metric", "images", "missing", "mean", "95 % interval", "median", "lowest", "highest"];

    public static string[] AgreementColumns { get; } =
        ["set", "measure", "unit", "images", "missing", "expert mean", "correlation", "mean difference", "limits of agreement"];

    public static IEnumerable<string[]> Scores(EvaluationResult result)
    {
        foreach (SetResult set in result.Sets)
        {
            string name = $"{set.Dataset} {set.Split}";
            foreach (MetricSummary m in set.Summaries)
            {
                string interval = m.Low is { } low && m.High is { } high ? $"{Short(low)} to {Short(high)}" : "";
                yield return [name, Label(set, m), Whole(m.Images), Whole(m.Missing), Short(m.Mean), interval, Short(m.Median), Short(m.Minimum), Short(m.Maximum)];
                if (set.Pooled.TryGetValue(m.Id, out double pooled))
                {
                    yield return [name, m.Id + " (all images' pixels together)", Whole(m.Images), Whole(m.Missing), Short(pooled), "", "", "", ""];
                }
            }
        }
    }

    public static IEnumerable<string[]> Agreements(EvaluationResult result)
        => result.Sets.SelectMany(set => set.Agreements.Select(a => (string[])
        [
            $"{set.Dataset} {set.Split}", a.Id, a.Unit, Whole(a.Images), Whole(a.Missing), Digits(a.ExpertMean), a.Pearson is { } r ? Short(r) : "",
            Digits(a.MeanDifference), $"{Digits(a.LowerLimit)} to {Digits(a.UpperLimit)}",
        ]));

    /// <summary>Errors say what they are counted in, and whose disc the radius is of.</summary>
    private static string Label(SetResult set, MetricSummary metric)
    {
        if (metric.Id == "seconds")
        {
            return "seconds per image";
        }

        if (metric.Id is not ("fovea.error" or "disc.centre.error"))
        {
            return metric.Id;
        }

        IEnumerable<string> whose = set.Images.Select(i => i.DiscRadius).OfType<DiscRadiusOrigin>().Distinct().Order()
            .Select(o => o == DiscRadiusOrigin.Expert ? "expert's" : "predicted");
        return $"{metric.Id} (radii of the {string.Join(" or ", whose)} disc)";
    }

    private static string Whole(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Short(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Digits(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
