using System.Numerics;
using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Graph;

/// <summary>
/// A weighted quadratic fit of x and y over t. Four points are summed side by side and the four sums added in a fixed order, so
/// that the bits are the same on every instruction set.
/// </summary>
internal static class QuadraticFit
{
    /// <summary>Fits a stretch of points: a quadratic from five points on, a line from two, a point from one.</summary>
    /// <param name="along">Where along the chain the points lie, in order; those outside the window take no part: none but the first, and from the last of it on all.</param>
    /// <param name="x">Their x, as long.</param>
    /// <param name="y">Their y, as long.</param>
    /// <param name="at">The place along the chain where t is 0.</param>
    /// <param name="halfWindow">Where the weight (1 - u^2)^3 becomes 0.</param>
    /// <param name="reach">Where the window ends, no further than that.</param>
    /// <param name="origin">A point nearby, from which x and y are counted.</param>
    /// <returns>Position and first derivative at t = 0.</returns>
    public static SmoothPoint Of(
        ReadOnlySpan<double> along, ReadOnlySpan<double> x, ReadOnlySpan<double> y, double at, double halfWindow, double reach, PointD origin)
    {
        Vector256<double> v0 = Vector256<double>.Zero;
        Vector256<double> v1 = v0, v2 = v0, v3 = v0, v4 = v0;
        Vector256<double> vx0 = v0, vx1 = v0, vx2 = v0;
        Vector256<double> vy0 = v0, vy1 = v0, vy2 = v0;
        double scale = 1 / halfWindow;
        int count = 0;
        for (int i = 0; along[i] <= at + reach; i += Vector256<double>.Count)
        {
            Vector256<double> t = Vector256.Create(along[i..]) - Vector256.Create(at);
            Vector256<double> u = t * scale;
            Vector256<double> v = Vector256<double>.One - u * u;
            Vector256<double> px = Vector256.Create(x[i..]) - Vector256.Create(origin.X);
            Vector256<double> py = Vector256.Create(y[i..]) - Vector256.Create(origin.Y);
            Vector256<double> w = v * v * v;
            count += Vector256<double>.Count;
            if (i == 0 || along[i + Vector256<double>.Count - 1] - at > reach)
            {
                // Only the first and the last points can lie outside.
                Vector256<double> inside = Vector256.GreaterThan(v, Vector256<double>.Zero) & Vector256.LessThanOrEqual(Vector256.Abs(t), Vector256.Create(reach));
                w &= inside;
                count -= Vector256<double>.Count - BitOperations.PopCount(inside.ExtractMostSignificantBits());
            }

            v0 += w;
            vx0 += w * px;
            vy0 += w * py;
            w *= t;
            v1 += w;
            vx1 += w * px;
            vy1 += w * py;
            w *= t;
            v2 += w;
            vx2 += w * px;
            vy2 += w * py;
            w *= t;
            v3 += w;
            v4 += w * t;
        }

        return Solve(
            Sum(v0), Sum(v1), Sum(v2), Sum(v3), Sum(v4), Sum(vx0), Sum(vx1), Sum(vx2), Sum(vy0), Sum(vy1), Sum(vy2), count, origin);
    }

    /// <summary>The sum of four lanes, always in the same order.</summary>
    public static double Sum(Vector256<double> lanes)
    {
        Vector128<double> pair = lanes.GetLower() + lanes.GetUpper();
        return pair.GetElement(0) + pair.GetElement(1);
    }

    private static SmoothPoint Solve(
        double s0, double s1, double s2, double s3, double s4, double x0, double x1, double x2, double y0, double y1, double y2, int count, PointD origin)
    {
        double c00 = s2 * s4 - s3 * s3;
        double c01 = s2 * s3 - s1 * s4;
        double c02 = s1 * s3 - s2 * s2;
        double determinant = s0 * c00 + s1 * c01 + s2 * c02;
        if (count >= 5 && determinant > 1e-9 * (s0 * s2 * s4))
        {
            double c11 = s0 * s4 - s2 * s2;
            double c12 = s1 * s2 - s0 * s3;
            double f = 1 / determinant;
            return new SmoothPoint(
                new PointD(origin.X + f * (c00 * x0 + c01 * x1 + c02 * x2), origin.Y + f * (c00 * y0 + c01 * y1 + c02 * y2)),
                new PointD(f * (c01 * x0 + c11 * x1 + c12 * x2), f * (c01 * y0 + c11 * y1 + c12 * y2)));
        }

        double line = s0 * s2 - s1 * s1;
        if (count >= 2 && line > 1e-12 * (s0 * s2))
        {
            double f = 1 / line;
            return new SmoothPoint(
                new PointD(origin.X + f * (s2 * x0 - s1 * x1), origin.Y + f * (s2 * y0 - s1 * y1)),
                new PointD(f * (s0 * x1 - s1 * x0), f * (s0 * y1 - s1 * y0)));
        }

        return new SmoothPoint(s0 > 0 ? new PointD(origin.X + x0 / s0, origin.Y + y0 / s0) : origin, new PointD(1, 0));
    }
}
