using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Graph;

/// <summary>
/// A weighted quadratic fit of x and y over t. Four points are summed side by side and the four sums added in a fixed order, so
/// that the bits are the same on every instruction set.
/// </summary>
internal struct QuadraticFit
{
    private readonly double _at;
    private readonly double _scale;
    private readonly double _reach;
    private readonly PointD _origin;
    private Vector256<double> _s0;
    private Vector256<double> _s1;
    private Vector256<double> _s2;
    private Vector256<double> _s3;
    private Vector256<double> _s4;
    private Vector256<double> _x0;
    private Vector256<double> _x1;
    private Vector256<double> _x2;
    private Vector256<double> _y0;
    private Vector256<double> _y1;
    private Vector256<double> _y2;
    private Vector256<double> _count;

    /// <summary>Starts a fit.</summary>
    /// <param name="at">The place along the chain where t is 0.</param>
    /// <param name="halfWindow">Where the weight (1 - u^2)^3 becomes 0.</param>
    /// <param name="reach">Where the window ends, no further than that.</param>
    /// <param name="origin">A point nearby, from which x and y are counted.</param>
    public QuadraticFit(double at, double halfWindow, double reach, PointD origin)
    {
        _at = at;
        _scale = 1 / halfWindow;
        _reach = reach;
        _origin = origin;
    }

    /// <summary>Adds four points; those outside the window have no weight.</summary>
    public void Add(Vector256<double> along, Vector256<double> x, Vector256<double> y)
    {
        Vector256<double> t = along - Vector256.Create(_at);
        Vector256<double> u = t * _scale;
        Vector256<double> v = Vector256<double>.One - u * u;
        Vector256<double> inside = Vector256.GreaterThan(v, Vector256<double>.Zero) & Vector256.LessThanOrEqual(Vector256.Abs(t), Vector256.Create(_reach));
        Vector256<double> w0 = v * v * v & inside;
        Vector256<double> w1 = w0 * t;
        Vector256<double> w2 = w1 * t;
        Vector256<double> w3 = w2 * t;
        x -= Vector256.Create(_origin.X);
        y -= Vector256.Create(_origin.Y);
        _s0 += w0;
        _s1 += w1;
        _s2 += w2;
        _s3 += w3;
        _s4 += w3 * t;
        _x0 += w0 * x;
        _x1 += w1 * x;
        _x2 += w2 * x;
        _y0 += w0 * y;
        _y1 += w1 * y;
        _y2 += w2 * y;
        _count += Vector256<double>.One & inside;
    }

    /// <summary>Position and first derivative at t = 0: of a quadratic from five points on, of a line from two, of a point from one.</summary>
    public readonly SmoothPoint Solve()
    {
        double s0 = Sum(_s0);
        double s1 = Sum(_s1);
        double s2 = Sum(_s2);
        double s3 = Sum(_s3);
        double s4 = Sum(_s4);
        double x0 = Sum(_x0);
        double x1 = Sum(_x1);
        double x2 = Sum(_x2);
        double y0 = Sum(_y0);
        double y1 = Sum(_y1);
        double y2 = Sum(_y2);
        double count = Sum(_count);
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
                new PointD(_origin.X + f * (c00 * x0 + c01 * x1 + c02 * x2), _origin.Y + f * (c00 * y0 + c01 * y1 + c02 * y2)),
                new PointD(f * (c01 * x0 + c11 * x1 + c12 * x2), f * (c01 * y0 + c11 * y1 + c12 * y2)));
        }

        double line = s0 * s2 - s1 * s1;
        if (count >= 2 && line > 1e-12 * (s0 * s2))
        {
            double f = 1 / line;
            return new SmoothPoint(
                new PointD(_origin.X + f * (s2 * x0 - s1 * x1), _origin.Y + f * (s2 * y0 - s1 * y1)),
                new PointD(f * (s0 * x1 - s1 * x0), f * (s0 * y1 - s1 * y0)));
        }

        return new SmoothPoint(s0 > 0 ? new PointD(_origin.X + x0 / s0, _origin.Y + y0 / s0) : _origin, new PointD(1, 0));
    }

    /// <summary>The sum of four lanes, always in the same order.</summary>
    public static double Sum(Vector256<double> lanes)
    {
        Vector128<double> pair = lanes.GetLower() + lanes.GetUpper();
        return pair.GetElement(0) + pair.GetElement(1);
    }
}
