namespace RetSam.Biomarkers;

/// <summary>Statistics of a list of values.</summary>
internal static class Order
{
    /// <summary>The median; sorts the values, of which there is at least one.</summary>
    public static double MedianOf(Span<double> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>The mean and the standard deviation (of a sample, n - 1; 0 for one value) of at least one value.</summary>
    public static (double Mean, double Deviation) MeanAndDeviationOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, values.Length > 1 ? Math.Sqrt(squares / (values.Length - 1)) : 0);
    }
}
