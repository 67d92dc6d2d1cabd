namespace RetSam.Biomarkers.Graph;

/// <summary>Distances between points of a picture, without the scaling that <see cref="PointD.DistanceTo"/> needs for any numbers.</summary>
internal static class PixelDistance
{
    /// <summary>The Euclidean distance in px.</summary>
    public static double Between(PointD a, PointD b)
    {
        double x = b.X - a.X;
        double y = b.Y - a.Y;
        return Math.Sqrt(x * x + y * y);
    }
}
