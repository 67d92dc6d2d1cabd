namespace RetSam.Biomarkers.Graph;

/// <summary>A point of a smooth line.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="First">The first derivative along the chain; not of unit length.</param>
internal readonly record struct SmoothPoint(PointD Position, PointD First)
{
    /// <summary>The unit tangent; the x axis where the line stands still.</summary>
    public PointD Tangent
    {
        get
        {
            double length = Math.Sqrt(First.X * First.X + First.Y * First.Y);
            return length > 0 ? First * (1 / length) : new PointD(1, 0);
        }
    }
}
