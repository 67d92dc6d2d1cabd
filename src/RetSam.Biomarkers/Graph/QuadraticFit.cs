using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Weighted quadratic fits of x and y over t at four places side by side, each of which adds up its points in their order, so that the
/// bits are the same on every instruction set.
/// </summary>
internal static class QuadraticFit
{
    private const int FewestPoints = 5;

    private const int FewestPointsOfALine = 2;

    /// <summary>Fits stretches of points: a quadratic from five points on, a line from two, a point from one.</summary>
    /// <param name="along">Where along the chain the points lie, in order; of those outside a window none takes part in its fit.</param>
    /// <param name="x">Their x, as long.</param>
    /// <param name="y">Their y, as long.</param>
    /// <param name="at">The places along the chain where t is 0.</param>
    /// <param name="halfWindow">Where the weight (1 - u^2)^3 becomes 0.</param>
    /// <param name="reach">Where the windows end, no further than that.</param>
    /// <param name="origin">A point nearby, from which x and y are counted.</param>
    /// <returns>Position and first derivative at t = 0.</returns>
    public static FourFits Of(
        ReadOnlySpan<double> along, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Vector256<double> at, Vector256<double> halfWindow, Vector256<double> reach, PointD origin)
    {
        Vector256<double> scale = Vector256<double>.One / halfWindow;
        bool isCut = Vector256.LessThanAny(reach, halfWindow);
        ref double place = ref MemoryMarshal.GetReference(along);
        ref double placeX = ref MemoryMarshal.GetReference(x);
        ref double placeY = ref MemoryMarshal.GetReference(y);
        (Vector256<double> originX, Vector256<double> originY) = (Vector256.Create(origin.X), Vector256.Create(origin.Y));
        Vector256<double> s0 = Vector256<double>.Zero;
        Vector256<double> s1 = s0, s2 = s0, s3 = s0, s4 = s0;
        Vector256<double> x0 = s0, x1 = s0, x2 = s0;
        Vector256<double> y0 = s0, y1 = s0, y2 = s0;
        for (int i = 0; i < along.Length; i++)
        {
            Vector256<double> t = Vector256.Create(Unsafe.Add(ref place, i)) - at;
            Vector256<double> u = t * scale;
            Vector256<double> v = Vector256.MaxNative(Vector256<double>.Zero, Vector256<double>.One - u * u);
            if (isCut)
            {
                v &= Vector256.LessThanOrEqual(Vector256.Abs(t), reach);
            }

            Vector256<double> px = Vector256.Create(Unsafe.Add(ref placeX, i)) - originX;
            Vector256<double> py = Vector256.Create(Unsafe.Add(ref placeY, i)) - originY;
            Vector256<double> w = v * v * v;
            s0 += w;
            x0 += w * px;
            y0 += w * py;
            w *= t;
            s1 += w;
            x1 += w * px;
            y1 += w * py;
            w *= t;
            s2 += w;
            x2 += w * px;
            y2 += w * py;
            w *= t;
            s3 += w;
            s4 += w * t;
        }

        Vector256<double> c00 = s2 * s4 - s3 * s3;
        Vector256<double> c01 = s2 * s3 - s1 * s4;
        Vector256<double> c02 = s1 * s3 - s2 * s2;
        Vector256<double> c11 = s0 * s4 - s2 * s2;
        Vector256<double> c12 = s1 * s2 - s0 * s3;
        Vector256<double> determinant = s0 * c00 + s1 * c01 + s2 * c02;
        Vector256<double> f = Vector256<double>.One / determinant;
        var quadratic = new FourFits(
            originX + f * (c00 * x0 + c01 * x1 + c02 * x2),
            originY + f * (c00 * y0 + c01 * y1 + c02 * y2),
            f * (c01 * x0 + c11 * x1 + c12 * x2),
            f * (c01 * y0 + c11 * y1 + c12 * y2));
        Vector256<double> solved = Vector256.GreaterThan(determinant, 1e-9 * (s0 * s2 * s4)) & HoldAtLeast(FewestPoints, along, at, reach, isCut);
        if (Vector256.EqualsAll(solved.AsInt64(), Vector256<long>.AllBitsSet))
        {
            return quadratic;
        }

        determinant = s0 * s2 - s1 * s1;
        f = Vector256<double>.One / determinant;
        var straight = new FourFits(originX + f * (s2 * x0 - s1 * x1), originY + f * (s2 * y0 - s1 * y1), f * (s0 * x1 - s1 * x0), f * (s0 * y1 - s1 * y0));
        Vector256<double> any = Vector256.GreaterThan(s0, Vector256<double>.Zero);
        var mean = new FourFits(originX + (x0 / s0 & any), originY + (y0 / s0 & any), Vector256<double>.One, Vector256<double>.Zero);
        Vector256<double> solvedStraight = Vector256.GreaterThan(determinant, 1e-12 * (s0 * s2)) & HoldAtLeast(FewestPointsOfALine, along, at, reach, isCut);
        return FourFits.Select(solved, quadratic, FourFits.Select(solvedStraight, straight, mean));
    }

    /// <summary>Which windows hold so many points: those on a window's borders weigh nothing, unless it is cut before its weights end.</summary>
    private static Vector256<double> HoldAtLeast(int points, ReadOnlySpan<double> along, Vector256<double> at, Vector256<double> reach, bool isCut)
    {
        // Windows so near to each other have most of their points in common.
        if (along.Length >= 4 * points)
        {
            return Vector256<double>.AllBitsSet;
        }

        Vector256<long> held = Vector256<long>.Zero;
        foreach (double place in along)
        {
            Vector256<double> distance = Vector256.Abs(Vector256.Create(place) - at);
            held -= (isCut ? Vector256.LessThanOrEqual(distance, reach) : Vector256.LessThan(distance, reach)).AsInt64();
        }

        return Vector256.GreaterThanOrEqual(held, Vector256.Create((long)points)).AsDouble();
    }
}
