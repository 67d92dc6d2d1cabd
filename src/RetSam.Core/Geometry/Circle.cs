namespace RetSam;

/// <summary>A circle in image coordinates, in pixels.</summary>
/// <param name="Centre">The centre.</param>
/// <param name="Radius">The radius in pixels.</param>
public readonly record struct Circle(PointD Centre, double Radius)
{
    /// <summary>Whether a point lies inside or on the circle.</summary>
    public bool Contains(PointD point)
    {
        double dx = point.X - Centre.X;
        double dy = point.Y - Centre.Y;
        return dx * dx + dy * dy <= Radius * Radius;
    }
}
