namespace RetSam.Biomarkers;

/// <summary>The combination of vessel widths into the width of the one vessel they came from: central retinal artery or vein equivalent.</summary>
internal static class CalibreEquivalent
{
    /// <summary>The widest vessels that take part.</summary>
    public const int Most = 6;

    /// <summary>The fewest vessels from which an equivalent is still reported, with a flag.</summary>
    public const int Fewest = 3;

    /// <summary>Knudtson et al. 2003, for any unit of length: k * sqrt(a^2 + b^2), k = 0.88 for arteries and 0.95 for veins.</summary>
    public static double Knudtson(VesselKind kind, ReadOnlySpan<double> widths)
    {
        double k = kind == VesselKind.Artery ? 0.88 : 0.95;
        return Combine(widths, (narrow, wide) => k * Math.Sqrt(narrow * narrow + wide * wide));
    }

    /// <summary>Hubbard et al. 1999 after Parr and Spears 1974, for widths in micrometres; NaN where a pair is too narrow for the artery formula.</summary>
    public static double Hubbard(VesselKind kind, ReadOnlySpan<double> widths) => kind == VesselKind.Artery
        ? Combine(widths, (narrow, wide) => Math.Sqrt(0.87 * narrow * narrow + 1.01 * wide * wide - 0.22 * narrow * wide - 10.76))
        : Combine(widths, (narrow, wide) => Math.Sqrt(0.72 * narrow * narrow + 0.91 * wide * wide + 450.05));

    /// <summary>Pairs the widest with the narrowest, the next widest with the next narrowest, and so on; an odd one out is carried over; again until one is left.</summary>
    private static double Combine(ReadOnlySpan<double> widths, Func<double, double, double> pair)
    {
        Span<double> left = stackalloc double[Most];
        widths.CopyTo(left);
        left = left[..widths.Length];
        while (left.Length > 1)
        {
            left.Sort();
            int pairs = left.Length / 2;
            for (int i = 0; i < pairs; i++)
            {
                left[i] = pair(left[i], left[left.Length - 1 - i]);
            }

            // With an odd number the middle one already stands behind the pairs.
            left = left[..(left.Length - pairs)];
        }

        return left[0];
    }
}
