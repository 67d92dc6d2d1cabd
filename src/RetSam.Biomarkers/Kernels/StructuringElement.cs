namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The shape that <see cref="Morphology"/> moves over a mask: symmetric about its centre, which is a pixel. Make one by
/// <see cref="Disc"/> or <see cref="Rectangle"/>; the default value is a single pixel, which changes nothing.
/// </summary>
public readonly record struct StructuringElement
{
    private readonly double _squaredRadius;
    private readonly bool _isDisc;

    private StructuringElement(int reachX, int reachY, double squaredRadius, bool isDisc)
    {
        ReachX = reachX;
        ReachY = reachY;
        _squaredRadius = squaredRadius;
        _isDisc = isDisc;
    }

    /// <summary>How many pixels it reaches to either side of its centre.</summary>
    public int ReachX { get; }

    /// <summary>How many pixels it reaches above and below its centre.</summary>
    public int ReachY { get; }

    /// <summary>All pixels whose centres are at most a radius away: dx^2 + dy^2 &lt;= radius^2.</summary>
    /// <param name="radius">In px; need not be whole: 1 is the cross of five pixels, 1.5 the square of nine.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative, not a number or over 32767.</exception>
    public static StructuringElement Disc(double radius)
    {
        if (!(radius >= 0 && radius <= short.MaxValue))
        {
            throw new ArgumentOutOfRangeException(nameof(radius), radius, "A disc's radius lies between 0 and 32767 px.");
        }

        int reach = (int)radius;
        return new StructuringElement(reach, reach, radius * radius, isDisc: true);
    }

    /// <summary>A rectangle with sides along the picture's.</summary>
    /// <param name="width">Its width in px, an odd number, so that its centre is a pixel.</param>
    /// <param name="height">Its height in px, an odd number.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is even, not positive or over 65535.</exception>
    public static StructuringElement Rectangle(int width, int height)
        => new(RequireReach(width, nameof(width)), RequireReach(height, nameof(height)), 0, isDisc: false);

    /// <summary>How many pixels it reaches to either side in a row so many above or below its centre; less the further away.</summary>
    internal int GetReachInRow(int rowsAway)
    {
        if (!_isDisc)
        {
            return ReachX;
        }

        double left = _squaredRadius - (double)rowsAway * rowsAway;
        int reach = (int)Math.Sqrt(left);
        return (double)(reach + 1) * (reach + 1) <= left ? reach + 1 : (double)reach * reach > left ? reach - 1 : reach;
    }

    private static int RequireReach(int side, string name)
        => side is > 0 and <= ushort.MaxValue && (side & 1) == 1
            ? side / 2
            : throw new ArgumentOutOfRangeException(name, side, "A rectangle's side is an odd number of pixels from 1 to 65535.");
}
