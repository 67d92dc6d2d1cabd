namespace RetSam.Biomarkers.Graph;

/// <summary>Smooths each branch's pixels into a centreline, leads it to the vessel's free ends, and measures calibre and curvature along it.</summary>
internal sealed class CentrelineTracer : IDisposable
{
    /// <summary>Half the smoothing window, in pixels: digital lines of thin vessels are straight to a thousandth beyond it.</summary>
    internal const double LeastHalfWindow = 18;

    /// <summary>Half the smoothing window, in radii: the skeletons of wide vessels wander with longer waves.</summary>
    internal const double HalfWindowInRadii = 1.5;

    private readonly VesselGraph _graph;
    private readonly GraphDraft _draft;
    private readonly BinaryMask _mask;
    private readonly CentrelineSmoother _smoother = new();
    private readonly PooledList<PointD> _chain = new(256);
    private readonly PooledList<PointD> _line = new(256);
    private readonly PooledList<PointD> _tangents = new(256);
    private readonly PooledList<double> _curvatures = new(256);
    private readonly PooledList<double> _widths = new(256);

    public CentrelineTracer(VesselGraph graph, GraphDraft draft, BinaryMask mask)
    {
        _graph = graph;
        _draft = draft;
        _mask = mask;
    }

    public EdgeRange Add(in DraftEdge edge)
    {
        ReadOnlySpan<int> pixels = _draft.PixelsOf(edge);
        bool closed = edge.Node0 < 0;
        bool freeStart = !closed && _draft.Nodes[edge.Node0].Kind == VesselNodeKind.End;
        bool freeEnd = !closed && _draft.Nodes[edge.Node1].Kind == VesselNodeKind.End;

        double startRadius = 0;
        double endRadius = 0;
        int headCut = freeStart ? FreeEnd.CountTail(_draft, pixels, out startRadius) : 0;
        int tailCut = freeEnd ? CountTailBackwards(pixels, out endRadius) : 0;
        LoadChain(edge, pixels[headCut..(pixels.Length - tailCut)], freeStart, freeEnd);
        SampleLine(closed, HalfWindowFor(pixels));
        if (freeStart)
        {
            Extend(startRadius, atStart: true);
        }

        if (freeEnd)
        {
            Extend(endRadius, atStart: false);
        }

        MeasureWidths(edge);
        return Store(pixels, closed);
    }

    public void Dispose()
    {
        _smoother.Dispose();
        _chain.Dispose();
        _line.Dispose();
        _tangents.Dispose();
        _curvatures.Dispose();
        _widths.Dispose();
    }

    private int CountTailBackwards(ReadOnlySpan<int> pixels, out double radius)
    {
        using var reversed = new PooledList<int>(pixels.Length);
        for (int i = pixels.Length - 1; i >= 0; i--)
        {
            reversed.Add(pixels[i]);
        }

        return FreeEnd.CountTail(_draft, reversed.Items, out radius);
    }

    private void LoadChain(in DraftEdge edge, ReadOnlySpan<int> pixels, bool freeStart, bool freeEnd)
    {
        _chain.Clear();
        if (edge.Node0 >= 0 && !freeStart)
        {
            AddToChain(_draft.Nodes[edge.Node0].Position);
        }

        foreach (int pixel in pixels)
        {
            AddToChain(_draft.PointOf(pixel));
        }

        if (edge.Node1 >= 0 && !freeEnd)
        {
            AddToChain(_draft.Nodes[edge.Node1].Position);
        }

        _smoother.Load(_chain.Items, closed: edge.Node0 < 0);
    }

    private void AddToChain(PointD point)
    {
        if (_chain.Count == 0 || _chain[_chain.Count - 1] != point)
        {
            _chain.Add(point);
        }
    }

    private double HalfWindowFor(ReadOnlySpan<int> pixels)
    {
        double sum = 0;
        foreach (int pixel in pixels)
        {
            sum += _draft.Radii.At(pixel);
        }

        return Math.Max(LeastHalfWindow, pixels.IsEmpty ? 0 : HalfWindowInRadii * sum / pixels.Length);
    }

    private void SampleLine(bool closed, double halfWindow)
    {
        _line.Clear();
        _tangents.Clear();
        _curvatures.Clear();
        double length = _smoother.ChainLength;
        int steps = Math.Max(1, (int)Math.Round(length));
        int nearest = 0;
        for (int i = 0; i < (closed ? steps : steps + 1); i++)
        {
            SmoothPoint point = _smoother.Fit(length * i / steps, halfWindow, ref nearest);
            _line.Add(point.Position);
            _tangents.Add(point.Tangent);
            _curvatures.Add(point.Curvature);
        }
    }

    /// <summary>Leads the line on to the vessel's end, along the curve of its last stretch, or cuts it back to it.</summary>
    private void Extend(double radius, bool atStart)
    {
        if (atStart)
        {
            ReverseLine();
        }

        int last = _line.Count - 1;
        double extension = FreeEnd.ExtensionOf(new MaskField(_mask), _line[last], _tangents[last], radius);
        if (extension < 0)
        {
            CutBack(-extension);
        }
        else if (extension > 0)
        {
            LeadOn(extension, radius);
        }

        if (atStart)
        {
            ReverseLine();
        }
    }

    private void CutBack(double distance)
    {
        int keep = Math.Max(2, _line.Count / 2);
        while (_line.Count > keep)
        {
            int last = _line.Count - 1;
            double step = _line[last].DistanceTo(_line[last - 1]);
            if (distance < step)
            {
                _line[last] += (_line[last - 1] - _line[last]) * (distance / step);
                return;
            }

            distance -= step;
            _line.Resize(last, default);
            _tangents.Resize(last, default);
            _curvatures.Resize(last, default);
        }
    }

    private void LeadOn(double distance, double radius)
    {
        int last = _line.Count - 1;
        PointD tangent = _tangents[last];

        // The turn over the last stretch; a single fit's curvature at a line's very end is mostly noise.
        int back = Math.Max(0, last - (int)Math.Max(LeastHalfWindow, 4 * radius));
        PointD before = _tangents[back];
        double turn = last > back ? (before.X * tangent.Y - before.Y * tangent.X) / (last - back) : 0;
        int steps = Math.Max(1, (int)Math.Round(distance));
        double step = distance / steps;
        for (int i = 0; i < steps; i++)
        {
            double x = tangent.X - tangent.Y * turn * step;
            double y = tangent.Y + tangent.X * turn * step;
            double norm = Math.Sqrt(x * x + y * y);
            var next = new PointD(x / norm, y / norm);
            _line.Add(_line[_line.Count - 1] + (tangent + next) * (step / 2));
            _tangents.Add(next);
            _curvatures.Add(turn);
            tangent = next;
        }
    }

    private void ReverseLine()
    {
        _line.Items.Reverse();
        _tangents.Items.Reverse();
        _curvatures.Items.Reverse();
        foreach (ref PointD tangent in _tangents.Items)
        {
            tangent *= -1;
        }

        foreach (ref double curvature in _curvatures.Items)
        {
            curvature = -curvature;
        }
    }

    private void MeasureWidths(in DraftEdge edge)
    {
        var field = new MaskField(_mask);
        _widths.Clear();
        for (int i = 0; i < _line.Count; i++)
        {
            PointD point = _line[i];
            _widths.Add(IsNear(edge.Node0, point, first: true) || IsNear(edge.Node1, point, first: false)
                ? double.NaN
                : WidthAt(field, point, _tangents[i]));
        }
    }

    private double WidthAt(in MaskField field, PointD point, PointD tangent)
    {
        double radius = _draft.Radii.At(point);
        double left = CalibreProbe.ToWall(field, point, new PointD(-tangent.Y, tangent.X), radius);
        double right = CalibreProbe.ToWall(field, point, new PointD(tangent.Y, -tangent.X), radius);
        double width = left + right;
        return width > 0 ? width : double.NaN;
    }

    /// <summary>Whether a point is too near to a node to be measured: within a junction's blob, or within a pixel of a free end.</summary>
    private bool IsNear(int node, PointD point, bool first)
    {
        if (node < 0)
        {
            return false;
        }

        ref readonly DraftNode at = ref _draft.Nodes[node];
        return at.Kind == VesselNodeKind.End
            ? point.DistanceTo(_line[first ? 0 : _line.Count - 1]) < 1
            : point.DistanceTo(at.Position) < at.Radius + 1;
    }

    private EdgeRange Store(ReadOnlySpan<int> pixels, bool closed)
    {
        var range = new EdgeRange
        {
            FirstSample = _graph.Points.Count,
            SampleCount = _line.Count,
            FirstPixel = _graph.Pixels.Count,
            PixelCount = pixels.Length,
        };
        foreach (int pixel in pixels)
        {
            _graph.Pixels.Add(pixel);
        }

        double sum = 0;
        for (int i = 0; i < _line.Count; i++)
        {
            double calibre = SmoothedWidth(i, closed);
            _graph.Points.Add(_line[i]);
            _graph.Curvatures.Add(_curvatures[i]);
            _graph.Calibres.Add(calibre);
            range.Length += i == 0 ? 0 : _line[i - 1].DistanceTo(_line[i]);
            if (!double.IsNaN(calibre))
            {
                sum += calibre;
                range.CalibreCount++;
            }
        }

        range.Length += closed ? _line[_line.Count - 1].DistanceTo(_line[0]) : 0;
        range.MeanCalibre = range.CalibreCount > 0 ? sum / range.CalibreCount : 0;
        return range;
    }

    /// <summary>The width averaged 1-2-3-2-1 with its neighbours along the vessel, which evens out the pixels' steps.</summary>
    private double SmoothedWidth(int i, bool closed)
    {
        if (double.IsNaN(_widths[i]))
        {
            return double.NaN;
        }

        double sum = 0;
        int weights = 0;
        for (int d = -2; d <= 2; d++)
        {
            int j = i + d;
            j = closed ? (j % _widths.Count + _widths.Count) % _widths.Count : j;
            if ((uint)j < (uint)_widths.Count && !double.IsNaN(_widths[j]))
            {
                sum += (3 - Math.Abs(d)) * _widths[j];
                weights += 3 - Math.Abs(d);
            }
        }

        return sum / weights;
    }
}
