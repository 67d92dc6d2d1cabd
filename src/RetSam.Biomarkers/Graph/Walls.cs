namespace RetSam.Biomarkers.Graph;

/// <summary>The distances from a point of a centreline to the walls left and right of it, as seen along the line with y downwards; NaN where there is none.</summary>
internal readonly record struct Walls(double Left, double Right)
{
    public static Walls Missing { get; } = new(double.NaN, double.NaN);

    public double Width => Left + Right;

    /// <summary>Whether both walls were found and the vessel is not without width.</summary>
    public bool AreThere => Width > 0;

    /// <summary>The middle between the walls, which are there; no further from the point than a line within the vessel can have strayed.</summary>
    public PointD MiddleFrom(PointD point, PointD tangent)
    {
        double most = 1 + 0.25 * Width;
        double shift = Math.Clamp((Right - Left) / 2, -most, most);
        return new PointD(point.X - tangent.Y * shift, point.Y + tangent.X * shift);
    }
}
