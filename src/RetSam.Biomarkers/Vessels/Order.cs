namespace RetSam.Biomarkers;

/// <summary>Statistics of a list of values.</summary>
internal static class Order
{
    /// <summary>The median; reorders the values, of which there is at least one and none is NaN.</summary>
    public static double MedianOf(Span<double> values)
    {
        int middle = values.Length / 2;
        double upper = Select(values, middle);
        if (values.Length % 2 == 1)
        {
            return upper;
        }

        double lower = values[0];
        foreach (double value in values[..middle])
        {
            lower = Math.Max(lower, value);
        }

        return (lower + upper) / 2;
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

    /// <summary>The value at a rank, by partitions around a middle value (Hoare 1961): those before it are not larger, those behind not smaller.</summary>
    private static double Select(Span<double> values, int rank)
    {
        int left = 0;
        int right = values.Length - 1;
        while (left < right)
        {
            double a = values[left];
            double b = values[(left + right) / 2];
            double c = values[right];
            double pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            int i = left;
            int j = right;
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (rank <= j)
            {
                right = j;
            }
            else if (rank >= i)
            {
                left = i;
            }
            else
            {
                break;
            }
        }

        return values[rank];
    }
}
