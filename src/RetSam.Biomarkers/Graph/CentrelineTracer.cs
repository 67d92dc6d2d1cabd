using System.Runtime.Intrinsics;

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
    private readonly ProbabilityField? _probabilities;
    private readonly CentrelineSmoother _smoother = new();
    private readonly EvenKernel _kernel = new();
    private readonly CurvatureProbe _curvature = new();
    private readonly CourseAhead _ahead = new();
    private readonly PooledList<PointD> _chain = new(256);
    private readonly PooledList<double> _places = new(256);
    private readonly PooledList<PointD> _line = new(256);
    private readonly PooledList<PointD> _tangents = new(256);
    private readonly PooledList<Walls> _walls = new(256);

    public CentrelineTracer(VesselGraph graph, GraphDraft draft, BinaryMask mask, ProbabilityField? probabilities)
    {
        _graph = graph;
        _draft = draft;
        _mask = mask;
        _probabilities = probabilities;
    }

    public EdgeRange Add(in DraftEdge edge)
    {
        ReadOnlySpan<int> pixels = _draft.PixelsOf(edge);
        bool closed = edge.Node0 < 0;
        bool freeStart = !closed && _draft.Nodes[edge.Node0].Kind == VesselNodeKind.End;
        bool freeEnd = !closed && _draft.Nodes[edge.Node1].Kind == VesselNodeKind.End;

        double startRadius = 0;
        double endRadius = 0;
        int headCut = freeStart ? FreeEnd.CountTail(_draft.Pixels, pixels, out startRadius) : 0;
        int tailCut = freeEnd ? CountTailBackwards(pixels, out endRadius) : 0;
        double halfWindow = HalfWindowFor(pixels);
        LoadChain(edge, pixels[headCut..(pixels.Length - tailCut)], freeStart, freeEnd, halfWindow);
        SampleLine(closed);
        _walls.Clear();
        MeasureWalls(0, freeStart ? default : BlobOf(edge.Node0), freeEnd ? default : BlobOf(edge.Node1));
        _graph.Departures.Add(Departure.Of(_line.Items, _tangents.Items, _walls.Items, atEnd: false));
        _graph.Departures.Add(Departure.Of(_line.Items, _tangents.Items, _walls.Items, atEnd: true));
        CentreBetweenWalls(closed, halfWindow);
        if (freeStart)
        {
            Extend(startRadius, atStart: true);
        }

        if (freeEnd)
        {
            Extend(endRadius, atStart: false);
        }

        return Store(pixels, closed, freeStart, freeEnd);
    }

    public void Dispose()
    {
        _smoother.Dispose();
        _kernel.Dispose();
        _curvature.Dispose();
        _ahead.Dispose();
        _chain.Dispose();
        _places.Dispose();
        _line.Dispose();
        _tangents.Dispose();
        _walls.Dispose();
    }

    private int CountTailBackwards(ReadOnlySpan<int> pixels, out double radius)
    {
        using var reversed = new PooledList<int>(pixels.Length);
        for (int i = pixels.Length - 1; i >= 0; i--)
        {
            reversed.Add(pixels[i]);
        }

        return FreeEnd.CountTail(_draft.Pixels, reversed.Items, out radius);
    }

    private void LoadChain(in DraftEdge edge, ReadOnlySpan<int> pixels, bool freeStart, bool freeEnd, double halfWindow)
    {
        _chain.Clear();
        if (!freeStart && _draft.IsLedTo(edge.Node0, _draft.Pixels.PointOf(pixels[0])))
        {
            AddStraight(_draft.Nodes[edge.Node0].Position, _draft.Pixels.PointOf(pixels[0]));
        }

        foreach (int pixel in pixels)
        {
            AddToChain(_draft.Pixels.PointOf(pixel));
        }

        if (!freeEnd && _draft.IsLedTo(edge.Node1, _draft.Pixels.PointOf(pixels[^1])))
        {
            AddStraight(_draft.Pixels.PointOf(pixels[^1]), _draft.Nodes[edge.Node1].Position);
            AddToChain(_draft.Nodes[edge.Node1].Position);
        }

        _smoother.Load(_chain.Items, closed: edge.Node0 < 0, halfWindow);
    }

    /// <summary>Adds a straight line up to its end, in steps of about a pixel: over a gap the smoothing would have nothing to hold to.</summary>
    private void AddStraight(PointD from, PointD to)
    {
        int steps = Math.Max(1, (int)from.DistanceTo(to));
        for (int i = 0; i < steps; i++)
        {
            AddToChain(from + (to - from) * ((double)i / steps));
        }
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
            sum += _draft.Pixels.RadiusOf(pixel);
        }

        return Math.Max(LeastHalfWindow, pixels.IsEmpty ? 0 : HalfWindowInRadii * sum / pixels.Length);
    }

    /// <summary>Samples the smoothed chain about every pixel.</summary>
    private void SampleLine(bool closed)
    {
        double length = _smoother.ChainLength;
        int steps = Math.Max(1, (int)Math.Round(length));
        _places.Clear();
        for (int i = 0; i < (closed ? steps : steps + 1); i++)
        {
            _places.Add(length * i / steps);
        }

        _line.Resize(_places.Count, default);
        _tangents.Resize(_places.Count, default);
        _smoother.Fit(_places.Items, _line.Items, _tangents.Items);
    }

    /// <summary>Measures the distances to both walls at the samples from one on, but for those in the blobs of junctions.</summary>
    private void MeasureWalls(int first, Blob start, Blob end)
    {
        var field = new MaskField(_mask);
        Span<double> left = stackalloc double[FourPoints.Count];
        Span<double> right = stackalloc double[FourPoints.Count];
        int last = _line.Count;
        for (; first < last && start.Contains(_line[first]); first++)
        {
            _walls.Add(Walls.Missing);
        }

        while (last > first && end.Contains(_line[last - 1]))
        {
            last--;
        }

        for (int i = first; i < last; i += FourPoints.Count)
        {
            int count = Math.Min(FourPoints.Count, last - i);
            MeasureFourWalls(field, _line.Items.Slice(i, count), _tangents.Items.Slice(i, count), left, right);
            for (int j = 0; j < count; j++)
            {
                bool isInBlob = start.Contains(_line[i + j]) || end.Contains(_line[i + j]);
                _walls.Add(isInBlob ? Walls.Missing : new Walls(left[j], right[j]));
            }
        }

        _walls.Resize(_line.Count, Walls.Missing);
    }

    private void MeasureFourWalls(in MaskField field, ReadOnlySpan<PointD> line, ReadOnlySpan<PointD> tangents, Span<double> left, Span<double> right)
    {
        FourPoints points = FourPoints.Load(line);
        FourPoints toLeft = FourPoints.Load(tangents).TurnLeft();
        FourPoints toRight = toLeft * Vector256.Create(-1.0);
        Span<double> radii = stackalloc double[FourPoints.Count];
        for (int i = 0; i < radii.Length; i++)
        {
            radii[i] = i < line.Length ? _draft.Pixels.RadiusNear(line[i]) : radii[i - 1];
        }

        Vector256<double> radius = Vector256.Create<double>(radii);
        CalibreProbe.ToWalls(field, points, toLeft, radius).CopyTo(left);
        CalibreProbe.ToWalls(field, points, toRight, radius).CopyTo(right);
        for (int i = 0; _probabilities is not null && i < line.Length; i++)
        {
            var across = new PointD(tangents[i].Y, -tangents[i].X);
            left[i] = CalibreProbe.ToCrossing(_probabilities, line[i], across, left[i]);
            right[i] = CalibreProbe.ToCrossing(_probabilities, line[i], across * -1, right[i]);
        }
    }

    private Blob BlobOf(int node) => node < 0 ? default : new Blob(_draft.Nodes[node].Position, (_draft.Nodes[node].Radius + 1) * (_draft.Nodes[node].Radius + 1));

    /// <summary>
    /// Moves every sample to the middle between its walls and smooths again: thinning must choose a side where a vessel is an even
    /// number of pixels wide, and wanders in wide ones.
    /// </summary>
    private void CentreBetweenWalls(bool closed, double halfWindow)
    {
        for (int i = 0; i < _line.Count; i++)
        {
            if (_walls[i].AreThere)
            {
                _line[i] = _walls[i].MiddleFrom(_line[i], _tangents[i]);
            }
        }

        _smoother.Load(_line.Items, closed, halfWindow);
        _kernel.Prepare(halfWindow);
        _smoother.FitEven(_kernel, _line.Items, _tangents.Items);
    }

    /// <summary>Leads the line on to the vessel's end along the curve of its last stretch, or cuts it back to it.</summary>
    private void Extend(double radius, bool atStart)
    {
        if (atStart)
        {
            ReverseLine();
        }

        // The turn over the last stretch; a fit's second derivative at a line's very end is mostly noise.
        int last = _line.Count - 1;
        int back = Math.Max(0, last - (int)Math.Max(LeastHalfWindow, 4 * radius));
        PointD before = _tangents[back];
        PointD tangent = _tangents[last];
        double turn = last > back ? (before.X * tangent.Y - before.Y * tangent.X) / (last - back) : 0;
        var course = new Course(_line[last], tangent, turn);
        _ahead.Start(course);
        double extension = FreeEnd.ExtensionOf(new MaskField(_mask), _ahead, radius);
        if (extension < 0)
        {
            CutBack(-extension);
        }
        else if (extension > 0)
        {
            LeadOn(course, extension);
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
            _walls.Resize(last, default);
        }
    }

    private void LeadOn(Course course, double distance)
    {
        int steps = Math.Max(1, (int)Math.Round(distance));
        for (int i = 0; i < steps; i++)
        {
            course = course.Advance(distance / steps);
            _line.Add(course.Position);
            _tangents.Add(course.Tangent);
        }

        MeasureWalls(_walls.Count, default, default);
    }

    private void ReverseLine()
    {
        _line.Items.Reverse();
        _tangents.Items.Reverse();
        _walls.Items.Reverse();
        foreach (ref PointD tangent in _tangents.Items)
        {
            tangent *= -1;
        }

        foreach (ref Walls walls in _walls.Items)
        {
            walls = new Walls(walls.Right, walls.Left);
        }
    }

    private EdgeRange Store(ReadOnlySpan<int> pixels, bool closed, bool freeStart, bool freeEnd)
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
            (int x, int y) = _draft.Pixels.PlaceOf(pixel);
            _graph.Pixels.Add(y * _graph.Width + x);
            _draft.Labels.Count(x, y, ref range.ArteryPixels, ref range.VeinPixels);
        }

        _graph.Points.Append(_line.Items);
        _graph.Curvatures.Append(_curvature.Measure(_line.Items, closed));
        double sum = 0;
        Blob start = freeStart ? new Blob(_line[0], 1) : default;
        Blob end = freeEnd ? new Blob(_line[_line.Count - 1], 1) : default;
        for (int i = 0; i < _line.Count; i++)
        {
            bool atEnd = start.Contains(_line[i]) || end.Contains(_line[i]);
            double calibre = atEnd ? double.NaN : SmoothedWidth(i, closed);
            _graph.Calibres.Add(calibre);
            range.Length += i == 0 ? 0 : PixelDistance.Between(_line[i - 1], _line[i]);
            if (!double.IsNaN(calibre))
            {
                sum += calibre;
                range.CalibreCount++;
            }
        }

        range.Length += closed ? PixelDistance.Between(_line[_line.Count - 1], _line[0]) : 0;
        range.MeanCalibre = range.CalibreCount > 0 ? sum / range.CalibreCount : 0;
        return range;
    }

    /// <summary>The width averaged 1-2-3-2-1 with its neighbours along the vessel, which evens out the pixels' steps.</summary>
    private double SmoothedWidth(int i, bool closed)
    {
        if (!_walls[i].AreThere)
        {
            return double.NaN;
        }

        ReadOnlySpan<Walls> walls = _walls.Items;
        bool turnsBack = closed && (i < 2 || i + 2 >= walls.Length);
        double sum = 0;
        int weights = 0;
        for (int d = -2; d <= 2; d++)
        {
            int j = i + d;
            j = turnsBack ? (j % walls.Length + walls.Length) % walls.Length : j;
            if ((uint)j < (uint)walls.Length && walls[j].AreThere)
            {
                sum += (3 - Math.Abs(d)) * walls[j].Width;
                weights += 3 - Math.Abs(d);
            }
        }

        return sum / weights;
    }

    /// <summary>The place of a junction, in which a calibre would be that of the junction; the default is nowhere.</summary>
    private readonly record struct Blob(PointD Centre, double SquaredRadius)
    {
        public bool Contains(PointD point)
        {
            PointD away = point - Centre;
            return away.X * away.X + away.Y * away.Y < SquaredRadius;
        }
    }
}
