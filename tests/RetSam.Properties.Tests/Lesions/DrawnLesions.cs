namespace RetSam.Properties.Tests.Lesions;

/// <summary>A retina of 320x320 pixels with elliptic lesions, a fovea and perhaps a disc, drawn from a seed; all well inside the frame.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Count">The number of lesions drawn; they may overlap.</param>
/// <param name="HasDisc">Whether there is a disc to the right of the fovea; else the laterality says where the temple is.</param>
internal sealed record DrawnLesions(int Seed, int Count, bool HasDisc)
{
    public const int Side = 320;

    public BinaryMask Lesions => Draw(Count);

    public BinaryMask? Disc => HasDisc ? Where((x, y) => double.Hypot(x - 215, y - 150) <= 20) : null;

    /// <summary>Between pixel centres, off every symmetry: no pixel lies on a dividing line.</summary>
    public PointD Fovea => new(140.37, 160.21);

    /// <summary>The first of the lesions.</summary>
    public BinaryMask Draw(int count)
    {
        var random = new Random(Seed);
        var lesions = new (double X, double Y, double A, double B, double Sin, double Cos)[count];
        for (int i = 0; i < count; i++)
        {
            (double sin, double cos) = Math.SinCos(random.NextDouble() * Math.PI);
            lesions[i] = (70 + 180 * random.NextDouble(), 70 + 180 * random.NextDouble(), 1 + 12 * random.NextDouble(), 1 + 6 * random.NextDouble(), sin, cos);
        }

        return Where((x, y) => lesions.Any(l =>
        {
            double along = ((x - l.X) * l.Cos + (y - l.Y) * l.Sin) / l.A;
            double across = ((y - l.Y) * l.Cos - (x - l.X) * l.Sin) / l.B;
            return along * along + across * across <= 1;
        }));
    }

    private static BinaryMask Where(Func<int, int, bool> inside)
    {
        var mask = new BinaryMask(Side, Side);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                if (inside(x, y))
                {
                    mask[x, y] = true;
                }
            }
        }

        return mask;
    }
}
