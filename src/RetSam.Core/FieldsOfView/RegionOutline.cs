using System.Buffers;

namespace RetSam.FieldsOfView;

/// <summary>
/// The outline of a region as seen from its four sides, in its own pixels: where each row and each column first and last meets it. Holes
/// do not show. Scratch comes from a pool.
/// </summary>
internal readonly ref struct RegionOutline
{
    private readonly int[] _extents;

    private RegionOutline(int width, int height)
    {
        Width = width;
        Height = height;
        _extents = ArrayPool<int>.Shared.Rent(2 * (width + height));
        Left.Fill(int.MaxValue);
        Right.Fill(-1);
        Top.Fill(int.MaxValue);
        Bottom.Fill(-1);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The first column of each row; <see cref="int.MaxValue"/> where the row misses the region.</summary>
    public Span<int> Left => _extents.AsSpan(0, Height);

    /// <summary>The last column of each row; -1 where the row misses the region.</summary>
    public Span<int> Right => _extents.AsSpan(Height, Height);

    /// <summary>The first row of each column.</summary>
    public Span<int> Top => _extents.AsSpan(2 * Height, Width);

    /// <summary>The last row of each column.</summary>
    public Span<int> Bottom => _extents.AsSpan(2 * Height + Width, Width);

    public static RegionOutline Of(in LitRegion region)
    {
        var outline = new RegionOutline(region.Width, region.Height);
        for (int y = 0; y < region.Height; y++)
        {
            ReadOnlySpan<byte> row = region.Row(y);
            int left = row.IndexOf((byte)1);
            if (left < 0)
            {
                continue;
            }

            outline.Left[y] = left;
            outline.Right[y] = row.LastIndexOf((byte)1);
            for (int x = left; x < row.Length; x++)
            {
                if (row[x] != 0)
                {
                    outline.Top[x] = Math.Min(outline.Top[x], y);
                    outline.Bottom[x] = y;
                }
            }
        }

        return outline;
    }

    public static RegionOutline Of(BinaryMask mask)
    {
        var outline = new RegionOutline(mask.Width, mask.Height);
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            outline.Left[run.Y] = Math.Min(outline.Left[run.Y], run.Start);
            outline.Right[run.Y] = run.End - 1;
            Span<int> bottom = outline.Bottom[run.Start..run.End];
            if (bottom.Contains(-1))
            {
                Span<int> top = outline.Top[run.Start..run.End];
                for (int i = 0; i < top.Length; i++)
                {
                    top[i] = Math.Min(top[i], run.Y);
                }
            }

            bottom.Fill(run.Y);
        }

        return outline;
    }

    /// <summary>
    /// Points on the outline's outer edge (half a pixel outside the pixel centres) that may lie on a circle: not on the frame, and not on
    /// a side that runs straight. Left and right sides are taken from rows and top and bottom from columns, where the outline runs across
    /// them rather than along.
    /// </summary>
    /// <param name="destination">Room for the points; no more are taken, evenly spread.</param>
    /// <returns>The number of points.</returns>
    public int GetPoints(Span<PointD> destination)
    {
        PixelRect box = GetBounds();
        PointD centre = box.Centre;
        int step = Math.Max(1, (2 * (Width + Height) + destination.Length - 1) / destination.Length);
        int count = 0;
        bool leftIsStraight = IsStraight(Left, box.X, box);
        bool rightIsStraight = IsStraight(Right, box.Right - 1, box);
        for (int y = step / 2; y < Height; y += step)
        {
            if (Right[y] < 0)
            {
                continue;
            }

            if (Left[y] > (leftIsStraight ? box.X + 1 : 0))
            {
                Add(new PointD(Left[y] - 0.5, y), acrossRows: true, destination);
            }

            if (Right[y] < (rightIsStraight ? box.Right - 2 : Width - 1))
            {
                Add(new PointD(Right[y] + 0.5, y), acrossRows: true, destination);
            }
        }

        bool topIsStraight = IsStraight(Top, box.Y, box);
        bool bottomIsStraight = IsStraight(Bottom, box.Bottom - 1, box);
        for (int x = step / 2; x < Width; x += step)
        {
            if (Bottom[x] < 0)
            {
                continue;
            }

            if (Top[x] > (topIsStraight ? box.Y + 1 : 0))
            {
                Add(new PointD(x, Top[x] - 0.5), acrossRows: false, destination);
            }

            if (Bottom[x] < (bottomIsStraight ? box.Bottom - 2 : Height - 1))
            {
                Add(new PointD(x, Bottom[x] + 0.5), acrossRows: false, destination);
            }
        }

        return count;

        void Add(PointD point, bool acrossRows, Span<PointD> points)
        {
            bool beside = Math.Abs(point.X - centre.X) >= Math.Abs(point.Y - centre.Y);
            if (beside == acrossRows && count < points.Length)
            {
                points[count++] = point;
            }
        }
    }

    /// <summary>Whether a side keeps within a pixel of its outermost position for twice as long as a circle would.</summary>
    private static bool IsStraight(ReadOnlySpan<int> side, int extreme, PixelRect box)
    {
        int near = 0;
        foreach (int position in side)
        {
            near += Math.Abs((long)position - extreme) <= 1 ? 1 : 0;
        }

        // A circle of radius r stays within 1.5 of its tangent for 2 sqrt(3 r).
        return near > 4 * Math.Sqrt(1.5 * Math.Max(box.Width, box.Height));
    }

    /// <summary>The smallest rectangle around the region; empty when there is none.</summary>
    public PixelRect GetBounds()
    {
        int top = Right.IndexOfAnyExcept(-1);
        int left = Bottom.IndexOfAnyExcept(-1);
        return top < 0
            ? default
            : new PixelRect(left, top, Bottom.LastIndexOfAnyExcept(-1) - left + 1, Right.LastIndexOfAnyExcept(-1) - top + 1);
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_extents);
}
