namespace RetSam.Biomarkers.Kernels;

/// <summary>The smallest rectangle, at any angle, around a set of pixels taken as unit squares.</summary>
/// <param name="Centre">Its centre.</param>
/// <param name="Length">Its longer side in px.</param>
/// <param name="Width">Its shorter side in px.</param>
/// <param name="AngleDegrees">The direction of the longer side against the horizontal, in degrees, in (-90, 90]: positive when it rises
/// to the right as seen on the picture, as <see cref="SecondMoments.OrientationDegrees"/>. For a square that of the side nearest to the
/// horizontal.</param>
public readonly record struct MinimumAreaRectangle(PointD Centre, double Length, double Width, double AngleDegrees)
{
    /// <summary>Its area in px2.</summary>
    public double Area => Length * Width;

    /// <summary>Its shorter by its longer side, in (0, 1]; 1 for a square.</summary>
    public double AspectRatio => Width / Length;
}
