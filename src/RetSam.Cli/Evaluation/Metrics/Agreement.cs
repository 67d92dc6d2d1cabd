namespace RetSam.Cli.Evaluation;

/// <summary>
/// How well one measure, taken from predicted masks, agrees with the same measure taken from the expert's (Bland and Altman 1986).
/// </summary>
/// <param name="Id">The measure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Images">Images where both masks gave a value.</param>
/// <param name="Missing">Images where one of them did not.</param>
/// <param name="ExpertMean">The mean from the expert's masks: what the differences are to be seen against.</param>
/// <param name="Pearson">Pearson's correlation; null where one side does not vary.</param>
/// <param name="MeanDifference">The mean of predicted less expert.</param>
/// <param name="LowerLimit">The lower limit of agreement: mean difference - 1.96 standard deviations of the differences.</param>
/// <param name="UpperLimit">The upper one.</param>
internal sealed record Agreement(
    string Id, string Unit, int Images, int Missing, double ExpertMean, double? Pearson, double MeanDifference, double LowerLimit, double UpperLimit)
{
    /// <summary>Compares pairs; null for fewer than three.</summary>
    public static Agreement? Of(string id, string unit, IReadOnlyList<(double Predicted, double Expert)> pairs, int missing)
    {
        int n = pairs.Count;
        if (n < 3)
        {
            return null;
        }

        double predictedMean = pairs.Sum(p => p.Predicted) / n;
        double expertMean = pairs.Sum(p => p.Expert) / n;
        double difference = predictedMean - expertMean;
        double predictedSquares = pairs.Sum(p => Square(p.Predicted - predictedMean));
        double expertSquares = pairs.Sum(p => Square(p.Expert - expertMean));
        double products = pairs.Sum(p => (p.Predicted - predictedMean) * (p.Expert - expertMean));
        double spread = Math.Sqrt(pairs.Sum(p => Square(p.Predicted - p.Expert - difference)) / (n - 1));
        double? pearson = predictedSquares > 0 && expertSquares > 0 ? products / Math.Sqrt(predictedSquares * expertSquares) : null;
        return new Agreement(id, unit, n, missing, expertMean, pearson, difference, difference - 1.96 * spread, difference + 1.96 * spread);
    }

    private static double Square(double x) => x * x;
}
