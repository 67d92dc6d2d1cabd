namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Turns a chain of pixels into a smooth line: local quadratic fits of x and y over the chain's own length, weighted (1 - u^2)^3 over a
/// fixed window (Cleveland 1979, with a quadratic and a kernel that needs no exponential).
/// </summary>
/// <remarks>
/// A quadratic fit leaves straight lines straight and shrinks a circle of radius r only in the fourth power of window over r, where
/// plain averaging shrinks in the second; at the ends the window becomes one-sided without any mirror image. The line is sampled
/// about once a pixel, evenly along the chain.
/// </remarks>
internal sealed class CentrelineSmoother : IDisposable
{
    private const double GrowthAtEnds = 0.4;

    private readonly PooledList<double> _along = new(256);
    private readonly PooledList<PointD> _points = new(256);
    private bool _closed;
    private double _total;

    /// <summary>The length of the chain from pixel to pixel.</summary>
    public double ChainLength => _total;

    /// <summary>The points of the chain.</summary>
    public ReadOnlySpan<PointD> Points => _points.Items;

    /// <summary>Where along the chain a point of it lies.</summary>
    public double AlongAt(int i) => _along[i];

    /// <summary>Takes a chain of points.</summary>
    /// <param name="points">At least two, none equal to the one before.</param>
    /// <param name="closed">Whether the last is followed by the first.</param>
    public void Load(ReadOnlySpan<PointD> points, bool closed)
    {
        _along.Clear();
        _points.Clear();
        _closed = closed;
        double along = 0;
        for (int i = 0; i < points.Length; i++)
        {
            along += i == 0 ? 0 : points[i - 1].DistanceTo(points[i]);
            _along.Add(along);
            _points.Add(points[i]);
        }

        _total = closed ? along + points[^1].DistanceTo(points[0]) : along;
    }

    /// <summary>The line at a place along the chain: position and first derivative along the chain.</summary>
    /// <param name="at">The place, 0 to <see cref="ChainLength"/>; somewhat outside extrapolates.</param>
    /// <param name="halfWindow">Half the window's length, in pixels along the chain.</param>
    /// <param name="nearest">A point's number near the place, where the search starts; updated.</param>
    public SmoothPoint Fit(double at, double halfWindow, ref int nearest)
    {
        ReadOnlySpan<double> along = _along.Items;
        ReadOnlySpan<PointD> points = _points.Items;
        int n = along.Length;
        while (nearest + 1 < n && along[nearest + 1] <= at)
        {
            nearest++;
        }

        while (nearest > 0 && along[nearest] > at)
        {
            nearest--;
        }

        if (!_closed)
        {
            // Towards an end the window becomes one-sided; it grows so that the fit rests on enough of the line.
            double lacking = 1 - Math.Max(0, Math.Min(at, _total - at)) / halfWindow;
            halfWindow *= lacking > 0 ? 1 + GrowthAtEnds * lacking : 1;
        }

        var sums = new QuadraticSums();
        PointD origin = points[nearest];
        int turns = 0;
        int index = nearest;
        double reach = Math.Min(halfWindow, _closed ? _total / 2 : double.PositiveInfinity);

        // Backwards from the nearest point, then forwards; a closed chain goes round.
        while (true)
        {
            double t = along[index] + turns * _total - at;
            if (t < -reach)
            {
                break;
            }

            sums.Add(t, points[index] - origin, Weight(t / halfWindow));
            if (--index < 0)
            {
                if (!_closed)
                {
                    break;
                }

                index = n - 1;
                turns--;
            }
        }

        index = nearest + 1;
        turns = 0;
        while (true)
        {
            if (index == n)
            {
                if (!_closed)
                {
                    break;
                }

                index = 0;
                turns++;
            }

            double t = along[index] + turns * _total - at;
            if (t > reach)
            {
                break;
            }

            sums.Add(t, points[index] - origin, Weight(t / halfWindow));
            index++;
        }

        return sums.Solve(origin);
    }

    public void Dispose()
    {
        _along.Dispose();
        _points.Dispose();
    }

    /// <summary>The triweight kernel, not normalised.</summary>
    public static double Weight(double u)
    {
        double v = 1 - u * u;
        return v <= 0 ? 0 : v * v * v;
    }

    /// <summary>Weighted sums of a quadratic fit of x and y over t.</summary>
    private struct QuadraticSums
    {
        private double _s0;
        private double _s1;
        private double _s2;
        private double _s3;
        private double _s4;
        private double _x0;
        private double _x1;
        private double _x2;
        private double _y0;
        private double _y1;
        private double _y2;
        private int _count;

        public void Add(double t, PointD p, double weight)
        {
            double wt = weight * t;
            double wtt = wt * t;
            _s0 += weight;
            _s1 += wt;
            _s2 += wtt;
            _s3 += wtt * t;
            _s4 += wtt * t * t;
            _x0 += weight * p.X;
            _x1 += wt * p.X;
            _x2 += wtt * p.X;
            _y0 += weight * p.Y;
            _y1 += wt * p.Y;
            _y2 += wtt * p.Y;
            _count += weight > 0 ? 1 : 0;
        }

        public readonly SmoothPoint Solve(PointD origin)
        {
            double c00 = _s2 * _s4 - _s3 * _s3;
            double c01 = _s2 * _s3 - _s1 * _s4;
            double c02 = _s1 * _s3 - _s2 * _s2;
            double determinant = _s0 * c00 + _s1 * c01 + _s2 * c02;
            double scale = _s0 * _s2 * _s4;
            if (_count >= 5 && determinant > 1e-9 * scale)
            {
                double c11 = _s0 * _s4 - _s2 * _s2;
                double c12 = _s1 * _s2 - _s0 * _s3;
                double f = 1 / determinant;
                return new SmoothPoint(
                    new PointD(origin.X + f * (c00 * _x0 + c01 * _x1 + c02 * _x2), origin.Y + f * (c00 * _y0 + c01 * _y1 + c02 * _y2)),
                    new PointD(f * (c01 * _x0 + c11 * _x1 + c12 * _x2), f * (c01 * _y0 + c11 * _y1 + c12 * _y2)));
            }

            double line = _s0 * _s2 - _s1 * _s1;
            if (_count >= 2 && line > 1e-12 * _s0 * _s2)
            {
                double f = 1 / line;
                return new SmoothPoint(
                    new PointD(origin.X + f * (_s2 * _x0 - _s1 * _x1), origin.Y + f * (_s2 * _y0 - _s1 * _y1)),
                    new PointD(f * (_s0 * _x1 - _s1 * _x0), f * (_s0 * _y1 - _s1 * _y0)));
            }

            return new SmoothPoint(_s0 > 0 ? new PointD(origin.X + _x0 / _s0, origin.Y + _y0 / _s0) : origin, new PointD(1, 0));
        }
    }
}

/// <summary>A point of a smooth line.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="First">The first derivative along the chain; not of unit length.</param>
internal readonly record struct SmoothPoint(PointD Position, PointD First)
{
    /// <summary>The unit tangent; the x axis where the line stands still.</summary>
    public PointD Tangent
    {
        get
        {
            double length = double.Hypot(First.X, First.Y);
            return length > 0 ? First * (1 / length) : new PointD(1, 0);
        }
    }
}
