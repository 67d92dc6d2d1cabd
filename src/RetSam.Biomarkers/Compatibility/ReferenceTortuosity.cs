using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>Tortuosity as the reference implementation takes it, from raw skeleton pixels.</summary>
internal static class ReferenceTortuosity
{
    private const int Reach = 7;
    private const int Stride = 3;
    private const int Most = 5;

    /// <summary>
    /// The sum of the five largest products of curvatures to one side with those to the other; <see langword="null"/> when no branch
    /// is long enough for a curvature.
    /// </summary>
    public static double? Sum(VesselGraph graph)
    {
        bool any = false;
        var products = new List<double>();
        foreach (VesselEdge edge in graph.Edges)
        {
            any |= edge.PixelCount > 2 * Reach;
            AddProducts(edge, products);
        }

        return any ? products.OrderDescending().Take(Most).Sum() : null;
    }

    /// <summary>The sharpest turn to one side times the sharpest to the other, the next sharpest times the next, and so on.</summary>
    private static void AddProducts(VesselEdge edge, List<double> products)
    {
        var positive = new List<double>();
        var negative = new List<double>();
        for (int i = Reach; i + Reach < edge.PixelCount; i += Stride)
        {
            double curvature = Curvature(edge.GetPixel(i - Reach), edge.GetPixel(i), edge.GetPixel(i + Reach));
            if (curvature != 0)
            {
                (curvature > 0 ? positive : negative).Add(Math.Abs(curvature));
            }
        }

        products.AddRange(positive.OrderDescending().Zip(negative.OrderDescending(), (p, n) => p * n));
    }

    /// <summary>1 / radius of the circle through three pixels, positive where they turn clockwise as seen; 0 where two of them are one.</summary>
    private static double Curvature((int X, int Y) a, (int X, int Y) b, (int X, int Y) c)
    {
        int turn = (b.X - a.X) * (c.Y - b.Y) - (b.Y - a.Y) * (c.X - b.X);
        long sides = Square(a, b) * Square(b, c) * Square(a, c);
        return sides > 0 ? 2 * turn / Math.Sqrt(sides) : 0;
    }

    private static long Square((int X, int Y) a, (int X, int Y) b) => (a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y);
}
