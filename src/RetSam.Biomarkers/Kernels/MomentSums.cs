namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// Adds up the moments of runs. Sums are taken from the first run on, not from the frame's corner: they stay whole numbers that a
/// double holds exactly up to objects far larger than any photograph, and do not change when the object is moved.
/// </summary>
internal struct MomentSums
{
    private int _originX;
    private int _originY;
    private double _x;
    private double _y;
    private double _xx;
    private double _yy;
    private double _xy;

    public int Area { get; private set; }

    public void Add(MaskRun run)
    {
        if (Area == 0)
        {
            (_originX, _originY) = (run.Start, run.Y);
        }

        double count = run.Length;
        double first = run.Start - _originX;
        double last = first + count - 1;
        double y = run.Y - _originY;
        double sumX = (first + last) * count / 2;
        Area += run.Length;
        _x += sumX;
        _y += y * count;
        _xx += SumOfSquares(first, count);
        _yy += y * y * count;
        _xy += y * sumX;
    }

    public readonly SecondMoments ToMoments()
    {
        double meanX = _x / Area;
        double meanY = _y / Area;
        return new SecondMoments(
            Area,
            new PointD(_originX + meanX, _originY + meanY),
            _xx / Area - meanX * meanX + 1.0 / 12,
            _yy / Area - meanY * meanY + 1.0 / 12,
            _xy / Area - meanX * meanY);
    }

    /// <summary>The sum of count squares from first on: count * first^2 + first * count * (count - 1) + (0^2 + ... + (count - 1)^2).</summary>
    private static double SumOfSquares(double first, double count)
        => count * first * first + first * count * (count - 1) + (count - 1) * count * (2 * count - 1) / 6;
}
