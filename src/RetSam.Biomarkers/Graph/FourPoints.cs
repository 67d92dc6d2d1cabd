using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Graph;

/// <summary>Four points, or ways, side by side.</summary>
internal readonly record struct FourPoints(Vector256<double> X, Vector256<double> Y)
{
    public static readonly int Count = Vector256<double>.Count;

    public static FourPoints operator +(FourPoints a, FourPoints b) => new(a.X + b.X, a.Y + b.Y);

    public static FourPoints operator -(FourPoints a, FourPoints b) => new(a.X - b.X, a.Y - b.Y);

    public static FourPoints operator *(FourPoints a, Vector256<double> factor) => new(a.X * factor, a.Y * factor);

    /// <summary>Up to four points; fewer are followed by the last again.</summary>
    public static FourPoints Load(ReadOnlySpan<PointD> points)
    {
        (PointD a, PointD b, PointD c, PointD d) = points.Length switch
        {
            1 => (points[0], points[0], points[0], points[0]),
            2 => (points[0], points[1], points[1], points[1]),
            3 => (points[0], points[1], points[2], points[2]),
            _ => (points[0], points[1], points[2], points[3]),
        };
        return new FourPoints(Vector256.Create(a.X, b.X, c.X, d.X), Vector256.Create(a.Y, b.Y, c.Y, d.Y));
    }

    /// <summary>Each turned by a right angle to the left, as seen with y downwards.</summary>
    public FourPoints TurnLeft() => new(Y, -X);

    /// <summary>The pixels at the upper left of each and another.</summary>
    public FourPoints CornerWith(FourPoints other) => new(Vector256.Floor(Vector256.MinNative(X, other.X)), Vector256.Floor(Vector256.MinNative(Y, other.Y)));
}
