namespace RetSam.Biomarkers.Kernels;

/// <summary>One 8-connected object of a mask.</summary>
/// <param name="Label">Its position in reading order of the objects' first pixels, from 0 on.</param>
/// <param name="Bounds">The smallest rectangle around it.</param>
/// <param name="Moments">Area, centroid and second central moments.</param>
public readonly record struct Component(int Label, PixelRect Bounds, SecondMoments Moments)
{
    /// <summary>The number of pixels, in px2.</summary>
    public int Area => Moments.Area;

    /// <summary>The mean of its pixel centres.</summary>
    public PointD Centroid => Moments.Centroid;
}
