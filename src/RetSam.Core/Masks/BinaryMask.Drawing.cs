namespace RetSam;

/// <content>Drawing of simple shapes.</content>
public sealed partial class BinaryMask
{
    /// <summary>Sets the pixels of a rectangle; the part of it outside the mask is left out.</summary>
    public void SetRectangle(PixelRect rectangle)
    {
        PixelRect r = rectangle.Intersect(new PixelRect(0, 0, Width, Height));
        for (int y = r.Y; y < r.Bottom; y++)
        {
            SetRun(y, r.X, r.Right);
        }
    }

    /// <summary>Sets the pixels whose centres lie inside or on a circle; the part of it outside the mask is left out.</summary>
    /// <exception cref="ArgumentException">The centre or the radius is not finite, or the radius negative.</exception>
    public void SetCircle(Circle circle)
    {
        (double x, double y) = circle.Centre;
        double r = circle.Radius;
        if (!(double.IsFinite(x) && double.IsFinite(y) && double.IsFinite(r) && r >= 0))
        {
            throw new ArgumentException($"A circle needs a finite centre and a finite radius of at least 0, not {circle}.", nameof(circle));
        }

        int top = (int)Math.Floor(Math.Clamp(y - r, 0, Height));
        int bottom = (int)Math.Ceiling(Math.Clamp(y + r, -1, Height - 1));
        for (int row = top; row <= bottom; row++)
        {
            (int start, int end) = circle.FindColumns(row, Width);
            SetRun(row, start, end);
        }
    }

    /// <summary>Sets columns <paramref name="start"/> to <paramref name="end"/> - 1 of a row; nothing when the run is empty.</summary>
    internal void SetRun(int y, int start, int end)
    {
        if (end <= start)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, Width);
        Span<ulong> row = GetRow(y);
        int first = start >> 6;
        int last = (end - 1) >> 6;
        ulong firstMask = ulong.MaxValue << (start & 63);
        ulong lastMask = ulong.MaxValue >> (63 - ((end - 1) & 63));
        if (first == last)
        {
            row[first] |= firstMask & lastMask;
            return;
        }

        row[first] |= firstMask;
        row[(first + 1)..last].Fill(ulong.MaxValue);
        row[last] |= lastMask;
    }
}
