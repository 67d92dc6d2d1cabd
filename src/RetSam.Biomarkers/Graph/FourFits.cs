using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Graph;

/// <summary>Four points of a smooth line, side by side.</summary>
/// <param name="X">Where they are.</param>
/// <param name="Y">Where they are.</param>
/// <param name="FirstX">The first derivative along the chain; not of unit length.</param>
/// <param name="FirstY">The same.</param>
internal readonly record struct FourFits(Vector256<double> X, Vector256<double> Y, Vector256<double> FirstX, Vector256<double> FirstY)
{
    /// <summary>Of each pair the first where the mask is set, else the second.</summary>
    public static FourFits Select(Vector256<double> mask, in FourFits first, in FourFits second) => new(
        Vector256.ConditionalSelect(mask, first.X, second.X),
        Vector256.ConditionalSelect(mask, first.Y, second.Y),
        Vector256.ConditionalSelect(mask, first.FirstX, second.FirstX),
        Vector256.ConditionalSelect(mask, first.FirstY, second.FirstY));

    /// <summary>Writes the first of the points and their unit tangents, the x axis where the line stands still.</summary>
    public void CopyTo(Span<PointD> line, Span<PointD> tangents)
    {
        Vector256<double> length = Vector256.Sqrt(FirstX * FirstX + FirstY * FirstY);
        Vector256<double> moves = Vector256.GreaterThan(length, Vector256<double>.Zero);
        Vector256<double> scale = Vector256<double>.One / length;
        Copy(X, Y, line);
        Copy(Vector256.ConditionalSelect(moves, FirstX * scale, Vector256<double>.One), FirstY * scale & moves, tangents);
    }

    private static void Copy(Vector256<double> x, Vector256<double> y, Span<PointD> points)
    {
        // By way of memory: a lane whose number is not known beforehand is slow to get at.
        Span<double> lanesX = stackalloc double[Vector256<double>.Count];
        Span<double> lanesY = stackalloc double[Vector256<double>.Count];
        x.CopyTo(lanesX);
        y.CopyTo(lanesY);
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = new PointD(lanesX[i], lanesY[i]);
        }
    }
}
