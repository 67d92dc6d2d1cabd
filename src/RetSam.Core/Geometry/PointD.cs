using System.Text.Json.Serialization;

namespace RetSam;

/// <summary>
/// A point in image coordinates, in pixels. (0, 0) is the <em>centre</em> of the top-left pixel, x grows to the right and y
/// downwards, so that a pixel at column 3, row 5 has its centre at exactly (3, 5) and its area spans 2.5..3.5 by 4.5..5.5.
/// </summary>
/// <param name="X">Horizontal position in pixels.</param>
/// <param name="Y">Vertical position in pixels, growing downwards.</param>
[method: JsonConstructor]
public readonly record struct PointD(double X, double Y)
{
    /// <summary>The Euclidean distance to another point, in pixels.</summary>
    public double DistanceTo(PointD other) => double.Hypot(other.X - X, other.Y - Y);

    /// <summary>The difference of two points, component by component.</summary>
    public static PointD operator -(PointD a, PointD b) => new(a.X - b.X, a.Y - b.Y);

    /// <summary>The sum of two points, component by component.</summary>
    public static PointD operator +(PointD a, PointD b) => new(a.X + b.X, a.Y + b.Y);

    /// <summary>The point's components multiplied by a factor.</summary>
    public static PointD operator *(PointD a, double factor) => new(a.X * factor, a.Y * factor);

    /// <summary>The difference of two points, component by component.</summary>
    public static PointD Subtract(PointD left, PointD right) => left - right;

    /// <summary>The sum of two points, component by component.</summary>
    public static PointD Add(PointD left, PointD right) => left + right;

    /// <summary>The point's components multiplied by a factor.</summary>
    public static PointD Multiply(PointD left, double right) => left * right;
}
