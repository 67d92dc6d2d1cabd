namespace RetSam;

/// <summary>A rectangle of whole pixels: columns <see cref="X"/> to <see cref="Right"/> - 1, rows <see cref="Y"/> to <see cref="Bottom"/> - 1.</summary>
/// <param name="X">The leftmost column.</param>
/// <param name="Y">The topmost row.</param>
/// <param name="Width">The number of columns.</param>
/// <param name="Height">The number of rows.</param>
public readonly record struct PixelRect(int X, int Y, int Width, int Height)
{
    /// <summary>The first column to the right of the rectangle.</summary>
    public int Right => X + Width;

    /// <summary>The first row below the rectangle.</summary>
    public int Bottom => Y + Height;

    /// <summary>Whether the rectangle holds no pixel.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>The number of pixels in the rectangle.</summary>
    public long Area => IsEmpty ? 0 : (long)Width * Height;

    /// <summary>The centre in image coordinates (pixel centres are whole numbers).</summary>
    public PointD Centre => new(X + (Width - 1) / 2.0, Y + (Height - 1) / 2.0);

    /// <summary>Whether a pixel lies inside.</summary>
    public bool Contains(int x, int y) => x >= X && x < (long)X + Width && y >= Y && y < (long)Y + Height;

    /// <summary>The pixels that two rectangles share; empty when they do not meet.</summary>
    public PixelRect Intersect(PixelRect other)
    {
        // In 64 bits: a rectangle may say "from here to anywhere".
        int x = Math.Max(X, other.X);
        int y = Math.Max(Y, other.Y);
        long width = Math.Min((long)X + Width, (long)other.X + other.Width) - x;
        long height = Math.Min((long)Y + Height, (long)other.Y + other.Height) - y;
        return width <= 0 || height <= 0 ? default : new PixelRect(x, y, (int)width, (int)height);
    }
}
