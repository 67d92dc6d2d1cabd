namespace RetSam.Imaging.Skia;

/// <summary>
/// How stored rows and columns lie in the picture as it is to be seen: the numbers 1 to 8 of TIFF 6.0 (page 36), which EXIF shares.
/// A stored pixel (x, y) goes to pixel number <see cref="Origin"/> + x * <see cref="StepX"/> + y * <see cref="StepY"/> of the upright picture.
/// </summary>
internal readonly struct Orientation
{
    public Orientation(int number, int storedWidth, int storedHeight)
    {
        bool swapped = number is >= 5 and <= 8;
        Width = swapped ? storedHeight : storedWidth;
        Height = swapped ? storedWidth : storedHeight;
        int right = Width - 1;
        int bottom = (Height - 1) * Width;
        (Origin, StepX, StepY) = number switch
        {
            2 => (right, -1, Width),
            3 => (right + bottom, -1, -Width),
            4 => (bottom, 1, -Width),
            5 => (0, Width, 1),
            6 => (right, Width, -1),
            7 => (right + bottom, -Width, -1),
            8 => (bottom, -Width, 1),
            _ => (0, 1, Width),
        };
    }

    /// <summary>The width of the upright picture.</summary>
    public int Width { get; }

    /// <summary>The height of the upright picture.</summary>
    public int Height { get; }

    public int Origin { get; }

    public int StepX { get; }

    public int StepY { get; }

    /// <summary>The number of the upright pixel that shows a stored one.</summary>
    public int IndexOf(int x, int y) => Origin + x * StepX + y * StepY;
}
