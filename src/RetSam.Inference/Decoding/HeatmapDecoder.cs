namespace RetSam.Inference;

/// <summary>
/// One channel whose peak is a point. The peak is sought on values smoothed by the binomial kernel 1-2-1 in both directions, inside
/// the field of view, and placed between pixels by a parabola through its neighbours. The confidence is the unsmoothed value there;
/// below the threshold the point was looked for and not found.
/// </summary>
internal static class HeatmapDecoder
{
    public static void Decode(ModelOutput head, ReadOnlySpan<float> values, CropTransform transform, SegmentationDraft draft)
    {
        CropTransform frame = transform.WithModelSize(head.Width, head.Height);
        OutputChannel channel = head.Channels[0];
        var map = new Map(values, head.Width, head.Height);
        if (FindPeak(map, frame, draft) is not (int x, int y))
        {
            draft.SetFovea(null, null);
            return;
        }

        double confidence = head.Values == OutputValues.Logits ? Logit.Sigmoid(map[x, y] / channel.Temperature) : Math.Clamp(map[x, y], 0, 1);
        if (!(confidence >= channel.Threshold))
        {
            draft.SetFovea(null, null);
            return;
        }

        double dx = Vertex(map.Smooth(x - 1, y), map.Smooth(x, y), map.Smooth(x + 1, y));
        double dy = Vertex(map.Smooth(x, y - 1), map.Smooth(x, y), map.Smooth(x, y + 1));
        draft.SetFovea(frame.ToSource(new PointD(x + dx, y + dy)), confidence);
    }

    private static (int X, int Y)? FindPeak(Map map, CropTransform frame, SegmentationDraft draft)
    {
        (int X, int Y)? best = null;
        double highest = double.NegativeInfinity;
        for (int y = 0; y < map.Height; y++)
        {
            for (int x = 0; x < map.Width; x++)
            {
                double value = map.Smooth(x, y);
                if (value > highest && IsInside(frame.ToSource(new PointD(x, y)), draft.FieldOfView.Mask))
                {
                    highest = value;
                    best = (x, y);
                }
            }
        }

        return best;
    }

    private static bool IsInside(PointD source, BinaryMask fieldOfView)
    {
        int x = (int)Math.Floor(source.X + 0.5);
        int y = (int)Math.Floor(source.Y + 0.5);
        return (uint)x < (uint)fieldOfView.Width && (uint)y < (uint)fieldOfView.Height && fieldOfView[x, y];
    }

    /// <summary>Where a parabola through three values one apart has its top, from the middle one; within half a pixel.</summary>
    private static double Vertex(double before, double middle, double after)
    {
        double curvature = before - 2 * middle + after;
        double offset = (before - after) / (2 * curvature);
        return curvature < 0 && double.IsFinite(offset) ? Math.Clamp(offset, -0.5, 0.5) : 0;
    }

    private readonly ref struct Map(ReadOnlySpan<float> values, int width, int height)
    {
        private readonly ReadOnlySpan<float> _values = values;

        public int Width { get; } = width;

        public int Height { get; } = height;

        public double this[int x, int y] => _values[y * Width + x];

        /// <summary>The value smoothed by 1-2-1 in both directions; past the edge the edge's values are repeated.</summary>
        public double Smooth(int x, int y)
            => (Row(x, y - 1) + 2 * Row(x, y) + Row(x, y + 1)) / 16;

        private double Row(int x, int y)
        {
            ReadOnlySpan<float> row = _values.Slice(Math.Clamp(y, 0, Height - 1) * Width, Width);
            x = Math.Clamp(x, 0, Width - 1);
            return row[Math.Max(0, x - 1)] + 2.0 * row[x] + row[Math.Min(Width - 1, x + 1)];
        }
    }
}
