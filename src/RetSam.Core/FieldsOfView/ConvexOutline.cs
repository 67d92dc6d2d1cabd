using System.Buffers;

namespace RetSam.FieldsOfView;

/// <summary>
/// The convex hull of a region, in the photograph's pixels, and where each row of the photograph meets it. A field of view is a circle
/// clipped by straight lines, so it is convex; dents in what was found are dark retina. For regions that no circle fits.
/// </summary>
internal readonly ref struct ConvexOutline
{
    private readonly PointD[] _points;
    private readonly int _leftCount;
    private readonly int _rightStart;
    private readonly int _rightCount;

    /// <summary>Builds the hull of the corners of all pixels of a region.</summary>
    public ConvexOutline(in RegionOutline outline, CropTransform transform)
    {
        int height = outline.Height;
        _points = ArrayPool<PointD>.Shared.Rent(4 * (height + 1));
        _rightStart = 2 * (height + 1);
        _leftCount = 0;
        _rightCount = 0;
        Span<PointD> left = _points.AsSpan(0, _rightStart);
        Span<PointD> right = _points.AsSpan(_rightStart, _rightStart);
        for (int y = 0; y < height; y++)
        {
            if (outline.Right[y] < 0)
            {
                continue;
            }

            for (int edge = 0; edge < 2; edge++)
            {
                double row = y - 0.5 + edge;
                Push(left, ref _leftCount, transform.ToSource(new PointD(outline.Left[y] - 0.5, row)), side: 1);
                Push(right, ref _rightCount, transform.ToSource(new PointD(outline.Right[y] + 0.5, row)), side: -1);
            }
        }
    }

    /// <summary>Sets the pixels whose centres lie inside the hull: one run a row.</summary>
    public void Paint(BinaryMask mask)
    {
        for (int y = 0; y < mask.Height; y++)
        {
            if (TryGetRow(y, out double left, out double right))
            {
                mask.SetRun(y, (int)Math.Ceiling(Math.Max(0, left)), (int)Math.Floor(Math.Min(mask.Width - 1, right)) + 1);
            }
        }
    }

    /// <summary>The columns where a row meets the hull; false when it does not.</summary>
    private bool TryGetRow(double y, out double left, out double right)
    {
        ReadOnlySpan<PointD> leftChain = _points.AsSpan(0, _leftCount);
        ReadOnlySpan<PointD> rightChain = _points.AsSpan(_rightStart, _rightCount);
        left = right = 0;
        if (leftChain.IsEmpty || y < leftChain[0].Y || y > leftChain[^1].Y)
        {
            return false;
        }

        left = At(leftChain, y);
        right = At(rightChain, y);
        return true;
    }

    public void Dispose() => ArrayPool<PointD>.Shared.Return(_points);

    /// <summary>Adds a point to a chain that grows downwards, dropping those that the new one leaves inside the hull.</summary>
    private static void Push(Span<PointD> chain, ref int count, PointD point, int side)
    {
        if (count > 0 && chain[count - 1].Y == point.Y)
        {
            // Two pixel rows share this edge: the outer of their corners counts.
            if (side * (point.X - chain[count - 1].X) >= 0)
            {
                return;
            }

            count--;
        }

        while (count >= 2 && side * Cross(chain[count - 2], chain[count - 1], point) >= 0)
        {
            count--;
        }

        chain[count++] = point;
    }

    private static double Cross(PointD a, PointD b, PointD c) => (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);

    private static double At(ReadOnlySpan<PointD> chain, double y)
    {
        int low = 0;
        int high = chain.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (chain[middle].Y <= y)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        PointD a = chain[low];
        PointD b = chain[high];
        return b.Y > a.Y ? a.X + (b.X - a.X) * ((y - a.Y) / (b.Y - a.Y)) : a.X;
    }
}
