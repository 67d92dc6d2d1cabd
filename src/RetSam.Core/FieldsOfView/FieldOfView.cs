namespace RetSam;

/// <summary>
/// The illuminated area of a fundus photograph: usually a circle, often clipped by the frame at top and bottom. Immutable and
/// thread-safe once made; owns its mask.
/// </summary>
public sealed class FieldOfView : IDisposable
{
    internal FieldOfView(BinaryMask mask, Circle circle, FieldOfViewOrigin origin)
    {
        Mask = mask;
        Circle = circle;
        Origin = origin;
        CropBox = mask.GetBounds();
        Area = mask.CountPixels();
    }

    /// <summary>The illuminated pixels; the size of the photograph.</summary>
    public BinaryMask Mask { get; }

    /// <summary>The circle of the camera's aperture, in source pixels; it may reach outside the image where the frame clips it.</summary>
    public Circle Circle { get; }

    /// <summary>The centre of <see cref="Circle"/>.</summary>
    public PointD Centre => Circle.Centre;

    /// <summary>The radius of <see cref="Circle"/> in pixels.</summary>
    public double Radius => Circle.Radius;

    /// <summary>The smallest rectangle around the illuminated pixels; empty when there are none.</summary>
    public PixelRect CropBox { get; }

    /// <summary>The number of illuminated pixels, in px2.</summary>
    public int Area { get; }

    /// <summary>How the field of view is known.</summary>
    public FieldOfViewOrigin Origin { get; }

    /// <summary>The part of <see cref="Circle"/> that lies inside the image and is illuminated, 0..1; below about 0.98 the circle is clipped.</summary>
    public double CircleCoverage => Circle.Radius <= 0 ? 0 : Math.Min(1, Area / (Math.PI * Circle.Radius * Circle.Radius));

    /// <summary>Finds the illuminated area of a photograph.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="options">How to look; <see langword="null"/> means the defaults.</param>
    /// <returns>The field of view; the whole frame, with <see cref="FieldOfViewOrigin.WholeFrame"/>, when no border can be told from retina.</returns>
    public static FieldOfView Detect(FundusImage image, FieldOfViewOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        return FieldOfViewDetector.Detect(image, options ?? FieldOfViewOptions.Default);
    }

    /// <summary>A field of view drawn by hand or by another program. The mask is owned by the result from here on.</summary>
    public static FieldOfView FromMask(BinaryMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return new FieldOfView(mask, FieldOfViewDetector.FitCircle(mask), FieldOfViewOrigin.Given);
    }

    /// <summary>The whole frame, as when masks are measured without a photograph.</summary>
    public static FieldOfView WholeFrame(int width, int height) => new(
        BinaryMask.Full(width, height),
        new Circle(new PixelRect(0, 0, width, height).Centre, Math.Max(width, height) / 2.0),
        FieldOfViewOrigin.WholeFrame);

    /// <summary>A copy with a mask of its own.</summary>
    internal FieldOfView Clone() => new(Mask.Clone(), Circle, Origin);

    /// <summary>Gives the mask's buffer back to the pool. Safe to call twice.</summary>
    public void Dispose() => Mask.Dispose();
}
