using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Measures curvature along a line: that of the circle through a sample and those a span before and behind it, which is exact for
/// circles at any span and spacing.
/// </summary>
/// <remarks>
/// What is left of the pixels' unrest (0.07 px or so) reads as a curvature of 0.17 / span^2; a long span flattens waves. So the span is
/// as long as the line is straight: by the curvature over the longest span, which has hardly any unrest that could sway the choice, it
/// turns by no more than an angle, and the shortest span sees no wave there that the longest has lost.
/// </remarks>
internal sealed class CurvatureProbe : IDisposable
{
    /// <summary>What a line may turn by over a span, in radians: enough to stand out from the unrest, little enough to keep waves.</summary>
    private const double MostTurn = 0.15;

    /// <summary>How far two spans may differ by unrest alone: five times what the shortest is good to, in px-1.</summary>
    private const double Unrest = 0.008;

    private const int ShortestSpan = 10;

    private static readonly int Lanes = Vector256<double>.Count;

    private readonly PooledList<double> _x = new(256);
    private readonly PooledList<double> _y = new(256);
    private readonly PooledList<double> _shortest = new(256);
    private readonly PooledList<double> _coarse = new(256);
    private readonly PooledList<double> _between = new(256);
    private readonly PooledList<double> _chosen = new(256);
    private int _count;
    private int _before;

    /// <summary>In samples, which lie about a pixel apart.</summary>
    private static ReadOnlySpan<int> LongerSpans => [14, 20, 28, 40];

    /// <summary>The signed curvature at every sample in px-1: positive where the line turns clockwise as seen on the screen. Valid until the next call.</summary>
    public ReadOnlySpan<double> Measure(ReadOnlySpan<PointD> line, bool closed)
    {
        int most = (line.Length - 1) / 2;
        int longest = Math.Min(LongerSpans[^1], most);
        Load(line, closed ? longest : 0);
        MeasureOver(Math.Min(ShortestSpan, most), closed, _shortest);
        MeasureOver(longest, closed, _coarse);
        _chosen.Clear();
        _chosen.Append(_shortest.Items);
        foreach (int span in LongerSpans)
        {
            if (span > longest)
            {
                break;
            }

            if (span < longest)
            {
                MeasureOver(span, closed, _between);
            }

            Choose(span, span < longest ? _between.Items : _coarse.Items);
        }

        return _chosen.Items[..line.Length];
    }

    public void Dispose()
    {
        _x.Dispose();
        _y.Dispose();
        _shortest.Dispose();
        _coarse.Dispose();
        _between.Dispose();
        _chosen.Dispose();
    }

    /// <summary>Takes a line; of a closed one so many samples again before its start and behind its end, so that no span has to turn back.</summary>
    private void Load(ReadOnlySpan<PointD> line, int around)
    {
        _count = line.Length;
        _before = around;
        _x.Clear();
        _y.Clear();
        Add(line[^around..]);
        Add(line);
        Add(line[..around]);

        // Lets the last samples be read in whole vectors.
        _x.Resize(_x.Count + Lanes, 0);
        _y.Resize(_y.Count + Lanes, 0);
    }

    private void Add(ReadOnlySpan<PointD> points)
    {
        foreach (PointD point in points)
        {
            _x.Add(point.X);
            _y.Add(point.Y);
        }
    }

    /// <summary>Measures over a span; towards the ends of an open line, the curvature is that of its last stretch of that span.</summary>
    private void MeasureOver(int span, bool closed, PooledList<double> curvatures)
    {
        curvatures.Resize(_count + Lanes, 0);
        Span<double> target = curvatures.Items;
        int first = closed ? 0 : span;
        int end = closed ? _count : _count - span;
        for (int i = first; i < end; i += Lanes)
        {
            int at = _before + i;
            (Vector256<double> x, Vector256<double> y) = (Vector256.Create(_x.Items[at..]), Vector256.Create(_y.Items[at..]));
            (Vector256<double> beforeX, Vector256<double> beforeY) = (Vector256.Create(_x.Items[(at - span)..]) - x, Vector256.Create(_y.Items[(at - span)..]) - y);
            (Vector256<double> afterX, Vector256<double> afterY) = (Vector256.Create(_x.Items[(at + span)..]) - x, Vector256.Create(_y.Items[(at + span)..]) - y);
            (Vector256<double> acrossX, Vector256<double> acrossY) = (afterX - beforeX, afterY - beforeY);
            Vector256<double> product = Vector256.Sqrt(
                (beforeX * beforeX + beforeY * beforeY) * (afterX * afterX + afterY * afterY) * (acrossX * acrossX + acrossY * acrossY));
            Vector256<double> curvature = Vector256.Create(-2.0) * (beforeX * afterY - beforeY * afterX) / product;
            (curvature & Vector256.GreaterThan(product, Vector256<double>.Zero)).CopyTo(target[i..]);
        }

        target[..first].Fill(target[first]);
        target[end.._count].Fill(target[end - 1]);
    }

    /// <summary>Takes the curvature over a span where the line turns by little over it and sees no wave that the shortest span sees.</summary>
    private void Choose(int span, ReadOnlySpan<double> curvatures)
    {
        for (int i = 0; i < _count; i += Lanes)
        {
            Vector256<double> here = Vector256.Create(curvatures[i..]);
            Vector256<double> turn = Vector256.Abs(Vector256.Create<double>(_coarse.Items[i..])) * span;
            Vector256<double> unrest = Vector256.Abs(here - Vector256.Create<double>(_shortest.Items[i..]));
            Vector256<double> fits = Vector256.LessThanOrEqual(turn, Vector256.Create(MostTurn)) & Vector256.LessThanOrEqual(unrest, Vector256.Create(Unrest));
            Vector256.ConditionalSelect(fits, here, Vector256.Create<double>(_chosen.Items[i..])).CopyTo(_chosen.Items[i..]);
        }
    }
}
