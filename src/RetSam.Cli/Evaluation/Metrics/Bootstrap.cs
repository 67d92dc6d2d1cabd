namespace RetSam.Cli.Evaluation;

/// <summary>
/// Percentile bootstrap of a mean: images are drawn with replacement, 2,000 times, from a fixed seed, so that the same scores always
/// give the same interval.
/// </summary>
internal static class Bootstrap
{
    private const int Draws = 2000;
    private const ulong Seed = 0x5EED_0F_C0FFEEUL;

    /// <returns>The 2.5th and 97.5th percentile of the mean; <see langword="null"/> for fewer than two values.</returns>
    public static (double Low, double High)? MeanInterval(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
        {
            return null;
        }

        ulong state = Seed;
        double[] means = new double[Draws];
        for (int d = 0; d < Draws; d++)
        {
            double sum = 0;
            for (int i = 0; i < values.Count; i++)
            {
                sum += values[(int)(Next(ref state) % (ulong)values.Count)];
            }

            means[d] = sum / values.Count;
        }

        Array.Sort(means);
        return (means[Draws / 40], means[Draws - 1 - Draws / 40]);
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine and runtime.</summary>
    private static ulong Next(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ z >> 27) * 0x94D049BB133111EBUL;
        return z ^ z >> 31;
    }
}
