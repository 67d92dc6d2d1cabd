using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>The Renyi entropies of order 0, 1 and 2 of how pixels lie in boxes of one size.</summary>
/// <param name="Capacity">The logarithm of the number of boxes with pixels.</param>
/// <param name="Information">Shannon's entropy of the pixels' shares.</param>
/// <param name="Correlation">Minus the logarithm of the sum of the shares' squares.</param>
internal readonly record struct BoxEntropies(double Capacity, double Information, double Correlation)
{
    /// <summary>The least of all grids, each by itself.</summary>
    /// <param name="boxes">What the boxes hold.</param>
    /// <param name="total">How many pixels there are.</param>
    public static BoxEntropies LeastOf(BoxTable boxes, int total)
    {
        Vector256<int> counts = default;
        (Vector256<long> lowSquares, Vector256<long> highSquares) = (default, default);
        (Vector256<double> lowLogs, Vector256<double> highLogs) = (default, default);
        foreach (BoxTable.Box box in boxes)
        {
            Vector256<int> masses = box.Masses;
            counts -= ~Vector256.Equals(masses, Vector256<int>.Zero);
            (Vector256<long> low, Vector256<long> high) = Vector256.Widen(masses);
            lowSquares += low * low;
            highSquares += high * high;
            lowLogs += TimesLog(masses.GetLower());
            highLogs += TimesLog(masses.GetUpper());
        }

        int fewestBoxes = int.MaxValue;
        long mostSquares = 0;
        double mostMassLogMass = 0;
        for (int i = 0; i < BoxCounting.Offsets; i++)
        {
            (bool isLow, int place) = (i < Vector256<long>.Count, i % Vector256<long>.Count);
            fewestBoxes = Math.Min(fewestBoxes, counts[i]);
            mostSquares = Math.Max(mostSquares, (isLow ? lowSquares : highSquares)[place]);
            mostMassLogMass = Math.Max(mostMassLogMass, (isLow ? lowLogs : highLogs)[place]);
        }

        double logTotal = Math.Log(total);
        return new(Math.Log(fewestBoxes), logTotal - mostMassLogMass / total, 2 * logTotal - Math.Log(mostSquares));
    }

    private static Vector256<double> TimesLog(Vector128<int> masses)
        => Vector256.Create(LogTable.TimesLog(masses[0]), LogTable.TimesLog(masses[1]), LogTable.TimesLog(masses[2]), LogTable.TimesLog(masses[3]));
}
