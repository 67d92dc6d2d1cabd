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

    /// <summary>The line at places along the chain.</summary>
    /// <param name="places">The places in order, 0 to <see cref="ChainLength"/>.</param>
    /// <param name="line">Where to write the points, as many.</param>
    /// <param name="tangents">Where to write the unit tangents.</param>
    public void Fit(ReadOnlySpan<double> places, Span<PointD> line, Span<PointD> tangents)
    {
        Span<double> last = stackalloc double[Lanes];
        int first = 0;
        int end = 0;
        for (int i = 0; i < places.Length; i += Lanes)
        {
            int count = Math.Min(Lanes, places.Length - i);
            scoped ReadOnlySpan<double> four = places[i..];
            if (count < Lanes)
            {
                last.Fill(places[^1]);
                four.CopyTo(last);
                four = last;
            }

            FitFour(Vector256.Create(four), ref first, ref end).CopyTo(line.Slice(i, count), tangents.Slice(i, count));
        }
    }

    /// <summary>The line at the points of the chain themselves, which are evenly spaced, so that away from the ends the fit is the same weighted sum everywhere.</summary>
    public void FitEven(EvenKernel kernel, Span<PointD> line, Span<PointD> tangents)
    {
        int first = Math.Clamp(kernel.Reach - _before, 0, line.Length);
        int end = Math.Clamp(line.Length + _behind - kernel.Reach, first, line.Length);
        ReadOnlySpan<double> places = _along.Items.Slice(_before, line.Length);
        Fit(places[..first], line, tangents);
        for (int i = first; i < end; i += Lanes)
        {
            int start = _before + i - kernel.Reach;
            int count = Math.Min(Lanes, end - i);
            kernel.Fit(_x.Items[start..], _y.Items[start..]).CopyTo(line.Slice(i, count), tangents.Slice(i, count));
        }

        Fit(places[end..], line[end..], tangents[end..]);
    }

    public void Dispose()
    {
        _along.Dispose();
        _x.Dispose();
        _y.Dispose();
    }

    /// <summary>The fits at four places in order.</summary>
    /// <param name="at">The places.</param>
    /// <param name="first">The first point of their windows: on the way in that of places before these, at first 0.</param>
    /// <param name="end">The point behind the last, likewise.</param>
    private FourFits FitFour(Vector256<double> at, ref int first, ref int end)
    {
        Vector256<double> halfWindow = Vector256.Create(_halfWindow);
        if (!_closed)
        {
            // Towards an end the window becomes one-sided; it grows so that the fit rests on enough of the line.
            Vector256<double> toEnd = Vector256.MaxNative(Vector256<double>.Zero, Vector256.MinNative(at, Vector256.Create(ChainLength) - at));
            Vector256<double> lacking = Vector256.MaxNative(Vector256<double>.Zero, Vector256<double>.One - toEnd / halfWindow);
            halfWindow *= Vector256<double>.One + GrowthAtEnds * lacking;
        }

        // A window grows more slowly than it moves: the first of the four begins first, the last ends last.
        Vector256<double> reach = Vector256.MinNative(halfWindow, Vector256.Create(_reach));
        ReadOnlySpan<double> along = _along.Items;
        first = FindFrom(along, first, (at - reach)[0]);
        end = FindFrom(along, end, Math.BitIncrement((at + reach)[Lanes - 1]));
        int nearby = Math.Max(0, first - 1);
        return QuadraticFit.Of(
            along[first..end], _x.Items[first..end], _y.Items[first..end], at, halfWindow, reach, new PointD(_x[nearby], _y[nearby]));
    }

    /// <summary>The first point, from one on, that lies as far along the chain as a place.</summary>
    private static int FindFrom(ReadOnlySpan<double> along, int point, double place)
    {
        while (along[point] < place)
        {
            point++;
        }

        return point;
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
