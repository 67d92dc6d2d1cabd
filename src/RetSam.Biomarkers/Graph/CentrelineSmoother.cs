using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Turns a chain of pixels into a smooth line: local quadratic fits of x and y over the chain's own length, weighted (1 - u^2)^3 over a
/// fixed window (Cleveland 1979, with a quadratic and a kernel that needs no exponential).
/// </summary>
/// <remarks>
/// A quadratic fit leaves straight lines straight and shrinks a circle of radius r only in the fourth power of window over r, where
/// plain averaging shrinks in the second; at the ends the window becomes one-sided without any mirror image. The points of a closed
/// chain are repeated before its start and behind its end, so that a window never has to turn back.
/// </remarks>
internal sealed class CentrelineSmoother : IDisposable
{
    private const double GrowthAtEnds = 0.4;

    private static readonly int Lanes = Vector256<double>.Count;

    private readonly PooledList<double> _along = new(256);
    private readonly PooledList<double> _x = new(256);
    private readonly PooledList<double> _y = new(256);
    private double _halfWindow;
    private double _reach;
    private bool _closed;
    private int _before;
    private int _behind;

    /// <summary>The length of the chain from point to point.</summary>
    public double ChainLength { get; private set; }

    /// <summary>Where along the chain a point of it lies.</summary>
    public double AlongAt(int i) => _along[_before + i];

    /// <summary>Takes a chain of points.</summary>
    /// <param name="points">At least two, none equal to the one before.</param>
    /// <param name="closed">Whether the last is followed by the first.</param>
    /// <param name="halfWindow">Half the window's length, in pixels along the chain.</param>
    public void Load(ReadOnlySpan<PointD> points, bool closed, double halfWindow)
    {
        _closed = closed;
        _halfWindow = halfWindow;
        _along.Clear();
        _x.Clear();
        _y.Clear();
        double open = 0;
        for (int i = 1; i < points.Length; i++)
        {
            open += PixelDistance.Between(points[i - 1], points[i]);
        }

        ChainLength = closed ? open + PixelDistance.Between(points[^1], points[0]) : open;
        _reach = closed ? Math.Min(halfWindow, ChainLength / 2) : double.PositiveInfinity;
        _before = closed ? CountBackwards(points) : 0;
        _behind = _before;
        double along = 0;
        for (int i = -_before; i < 0; i++)
        {
            PointD point = points[points.Length + i];
            along -= PixelDistance.Between(point, points[i == -1 ? 0 : points.Length + i + 1]);
        }

        for (int i = -_before; i < points.Length + _behind; i++)
        {
            PointD point = points[i < 0 ? points.Length + i : i >= points.Length ? i - points.Length : i];
            along = i == 0 ? 0 : i == -_before ? along : along + PixelDistance.Between(new PointD(_x[_x.Count - 1], _y[_y.Count - 1]), point);
            Add(along, point);
        }

        // What lies beyond takes no part, and lets a window be read in whole vectors.
        for (int i = 0; i < Lanes; i++)
        {
            Add(1e30, default);
        }
    }

    /// <summary>The line at a place along the chain.</summary>
    /// <param name="at">The place, 0 to <see cref="ChainLength"/>.</param>
    /// <param name="cursor">Where the search for the window starts: what the call for a place nearby left there, at first 0.</param>
    public SmoothPoint Fit(double at, ref int cursor)
    {
        double halfWindow = _halfWindow;
        if (!_closed)
        {
            // Towards an end the window becomes one-sided; it grows so that the fit rests on enough of the line.
            double lacking = 1 - Math.Max(0, Math.Min(at, ChainLength - at)) / halfWindow;
            halfWindow *= lacking > 0 ? 1 + GrowthAtEnds * lacking : 1;
        }

        ReadOnlySpan<double> along = _along.Items;
        ReadOnlySpan<double> x = _x.Items;
        ReadOnlySpan<double> y = _y.Items;
        double reach = Math.Min(halfWindow, _reach);
        int first = cursor;
        while (first > 0 && along[first - 1] >= at - reach)
        {
            first--;
        }

        while (along[first] < at - reach)
        {
            first++;
        }

        cursor = first;
        int nearby = Math.Max(0, first - 1);
        var origin = new PointD(x[nearby], y[nearby]);
        return QuadraticFit.Of(along[first..], x[first..], y[first..], at, halfWindow, reach, origin);
    }

    /// <summary>The fit at a point of the chain by a kernel for evenly spaced points; <see langword="null"/> where the window is cut.</summary>
    public SmoothPoint? FitEven(EvenKernel kernel, int i)
    {
        int first = _before + i - kernel.Reach;
        int last = _before + i + kernel.Reach;
        return first >= 0 && last < _along.Count - Lanes ? kernel.Fit(_x.Items[first..], _y.Items[first..]) : null;
    }

    public void Dispose()
    {
        _along.Dispose();
        _x.Dispose();
        _y.Dispose();
    }

    /// <summary>The triweight kernel, not normalised.</summary>
    public static double Weight(double u)
    {
        double v = 1 - u * u;
        return v <= 0 ? 0 : v * v * v;
    }

    /// <summary>How many points before the first lie within the window's reach; at least as many lie behind the last.</summary>
    private int CountBackwards(ReadOnlySpan<PointD> points)
    {
        double back = 0;
        int count = 0;
        while (back <= _reach && count < points.Length)
        {
            count++;
            back += PixelDistance.Between(points[points.Length - count], points[count == 1 ? 0 : points.Length - count + 1]);
        }

        double ahead = 0;
        int behind = 1;
        while (ahead <= _reach && behind < points.Length)
        {
            ahead += PixelDistance.Between(points[behind - 1], points[behind]);
            behind++;
        }

        return Math.Max(count, behind);
    }

    private void Add(double along, PointD point)
    {
        _along.Add(along);
        _x.Add(point.X);
        _y.Add(point.Y);
    }
}
