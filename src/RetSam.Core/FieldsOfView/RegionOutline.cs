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
    /// Points on the outline's outer edge (half a pixel outside the pixel centres) that do not lie on the frame. Sides are taken from rows
    /// and top and bottom from columns, where the outline runs across them rather than along.
    /// </summary>
    /// <param name="destination">Room for the points; no more are taken, evenly spread.</param>
    /// <returns>The number of points.</returns>
    public int GetPoints(Span<PointD> destination)
    {
        int total = 2 * (Width + Height);
        int step = Math.Max(1, (total + destination.Length - 1) / destination.Length);
        (double centreX, double centreY) = Centre();
        int count = 0;
        for (int y = step / 2; y < Height; y += step)
        {
            if (Right[y] >= 0)
            {
                Add(new PointD(Left[y] - 0.5, y), Left[y] == 0, acrossRows: true, destination, ref count);
                Add(new PointD(Right[y] + 0.5, y), Right[y] == Width - 1, acrossRows: true, destination, ref count);
            }
        }

        for (int x = step / 2; x < Width; x += step)
        {
            if (Bottom[x] >= 0)
            {
                Add(new PointD(x, Top[x] - 0.5), Top[x] == 0, acrossRows: false, destination, ref count);
                Add(new PointD(x, Bottom[x] + 0.5), Bottom[x] == Height - 1, acrossRows: false, destination, ref count);
            }
        }

        return count;

        void Add(PointD point, bool onFrame, bool acrossRows, Span<PointD> points, ref int count)
        {
            bool beside = Math.Abs(point.X - centreX) >= Math.Abs(point.Y - centreY);
            if (beside != acrossRows)
            {
                return;
            }

            if (!onFrame && count < points.Length)
            {
                points[count++] = point;
            }
        }
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

    private (double X, double Y) Centre()
    {
        PointD centre = GetBounds().Centre;
        return (centre.X, centre.Y);
    }
}
