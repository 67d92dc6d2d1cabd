namespace RetSam.Biomarkers.Graph;

/// <summary>Where a branch heads as it leaves a node, and how wide it is there: what tells continuing vessels from parting ones.</summary>
/// <param name="Middle">The middle of the stretch that was looked at, beyond the node's own blob.</param>
/// <param name="Direction">The unit vector away from the node, a line fitted to the stretch.</param>
/// <param name="Radius">The mean radius over the stretch.</param>
/// <param name="Kind">Which vessels the stretch belongs to, where that is known.</param>
internal readonly record struct BranchHeading(PointD Middle, PointD Direction, double Radius, KnownKind Kind)
{
    /// <summary>The stretch is two calibres of the node long, and at least this many pixels.</summary>
    private const double LeastStretch = 10;

    private const double StretchInRadii = 4;

    /// <summary>A branch that ends sooner at another junction is followed into the branch that goes straight on from there, so often at most.</summary>
    private const int MostSteps = 3;

    private const double CosineOf35 = 0.82;

    /// <summary>Over so many pixels a branch shows which way it goes on.</summary>
    private const int StepsAhead = 6;

    /// <summary>A narrow branch that leaves a wide vessel at an acute angle is still inside it where the radius is larger than so much of the branch's own.</summary>
    private const double MostOfOwnRadius = 1.25;

    public static BranchHeading Of(GraphDraft draft, Incidence incidence, int end)
    {
        DraftNode node = draft.Nodes[draft.NodeAt(end)];
        var stretch = new Stretch(draft, node, Math.Max(LeastStretch, StretchInRadii * node.Radius));
        for (int steps = 0; steps < MostSteps && !stretch.Add(end); steps++)
        {
            end = Onward(draft, incidence, end, stretch.Way);
            if (end < 0)
            {
                break;
            }
        }

        return stretch.ToHeading();
    }

    /// <summary>The end of the branch that goes straight on from where a branch leads to; -1 when there is none.</summary>
    private static int Onward(GraphDraft draft, Incidence incidence, int end, PointD way)
    {
        int arrival = end ^ 1;
        int onward = -1;
        double best = CosineOf35 * double.Hypot(way.X, way.Y);
        foreach (int other in incidence.EndsAt(draft.NodeAt(arrival)))
        {
            if (other == arrival)
            {
                continue;
            }

            ReadOnlySpan<int> pixels = draft.PixelsOf(draft.Edges[other >> 1]);
            int ahead = Math.Min(pixels.Length - 1, StepsAhead);
            PointD next = draft.Pixels.PointOf(pixels[(other & 1) == 0 ? ahead : pixels.Length - 1 - ahead]) - draft.Nodes[draft.NodeAt(other)].Position;
            double cosine = (next.X * way.X + next.Y * way.Y) / Math.Max(1, double.Hypot(next.X, next.Y));
            if (cosine > best)
            {
                best = cosine;
                onward = other;
            }
        }

        return onward;
    }

    /// <summary>Pixels from beyond a node's blob on, and the line through them.</summary>
    private ref struct Stretch(GraphDraft draft, DraftNode node, double length)
    {
        private PointD _first;
        private PointD _last;
        private int _count;
        private double _x;
        private double _y;
        private double _xx;
        private double _xy;
        private double _yy;
        private double _radius;
        private int _arteries;
        private int _veins;

        /// <summary>From where it begins, or from the node, to where it ends.</summary>
        public readonly PointD Way => _last - (_count > 1 ? _first : node.Position);

        /// <summary>Adds a branch's pixels; whether the stretch is as long now as it should be.</summary>
        public bool Add(int end)
        {
            ReadOnlySpan<int> pixels = draft.PixelsOf(draft.Edges[end >> 1]);
            bool reversed = (end & 1) != 0;
            double own = _count == 0 ? OwnRadius(pixels, reversed) : 0;
            for (int i = 0; i < pixels.Length; i++)
            {
                int pixel = pixels[reversed ? pixels.Length - 1 - i : i];
                PointD point = draft.Pixels.PointOf(pixel);
                if (_count == 0 && (PixelDistance.Between(node.Position, point) < node.Radius + 1 || draft.Pixels.RadiusOf(pixel) > MostOfOwnRadius * own + 0.5))
                {
                    _last = point;
                    continue;
                }

                Add(pixel, point);
                if (PixelDistance.Between(_first, point) >= length)
                {
                    return true;
                }
            }

            return false;
        }

        public readonly BranchHeading ToHeading()
        {
            if (_count < 3)
            {
                // All of it lies in the blob: where it goes is all that can be said.
                PointD way = _last - node.Position;
                double reach = double.Hypot(way.X, way.Y);
                return new BranchHeading(
                    _last, reach > 0 ? way * (1 / reach) : default, _count > 0 ? _radius / _count : node.Radius, KnownKind.Unknown);
            }

            double x = _x / _count;
            double y = _y / _count;
            double xx = _xx / _count - x * x;
            double yy = _yy / _count - y * y;
            double xy = _xy / _count - x * y;
            double angle = Math.Atan2(2 * xy, xx - yy) / 2;
            var direction = new PointD(Math.Cos(angle), Math.Sin(angle));
            PointD along = _last - _first;
            direction *= along.X * direction.X + along.Y * direction.Y < 0 ? -1 : 1;
            return new BranchHeading(
                _first + new PointD(x, y), direction, _radius / _count, VesselLabels.KindOf(_arteries, _veins));
        }

        /// <summary>The branch's radius beyond the vessel that it leaves.</summary>
        private readonly double OwnRadius(ReadOnlySpan<int> pixels, bool reversed)
        {
            int beyond = Math.Min(pixels.Length - 1, (int)(3 * node.Radius + length / 2));
            return draft.Pixels.RadiusOf(pixels[reversed ? pixels.Length - 1 - beyond : beyond]);
        }

        private void Add(int pixel, PointD point)
        {
            _first = _count == 0 ? point : _first;
            _last = point;
            PointD at = point - _first; // Small numbers, so that nothing is lost in the differences of squares.
            _x += at.X;
            _y += at.Y;
            _xx += at.X * at.X;
            _xy += at.X * at.Y;
            _yy += at.Y * at.Y;
            _radius += draft.Pixels.RadiusOf(pixel);
            (int column, int row) = draft.Pixels.PlaceOf(pixel);
            draft.Labels.Count(column, row, ref _arteries, ref _veins);
            _count++;
        }
    }
}
