namespace RetSam.Biomarkers.Phantoms;

/// <summary>A lesion as it was drawn: an ellipse that touches no other lesion, no vessel and not the disc.</summary>
/// <param name="Class">The class.</param>
/// <param name="Centre">In px.</param>
/// <param name="MajorRadius">Half of the major axis in px.</param>
/// <param name="MinorRadius">Half of the minor axis in px.</param>
/// <param name="Orientation">The direction of the major axis in radians from the x axis towards the y axis.</param>
/// <param name="IsSuperior">Whether it lies above the line through disc and fovea, as the eye sees above.</param>
/// <param name="IsTemporal">Whether it lies on the temporal side of the fovea.</param>
public readonly record struct PhantomLesion(
    RetinaClass Class, PointD Centre, double MajorRadius, double MinorRadius, double Orientation, bool IsSuperior, bool IsTemporal)
{
    /// <summary>The area in px2.</summary>
    public double Area => Math.PI * MajorRadius * MinorRadius;

    /// <summary>How far a point lies outside, in minor radii and along the ray from the centre; negative inside.</summary>
    internal double Outside(PointD point)
    {
        (double sin, double cos) = Math.SinCos(Orientation);
        PointD away = point - Centre;
        return double.Hypot((away.X * cos + away.Y * sin) / MajorRadius, (away.Y * cos - away.X * sin) / MinorRadius) - 1;
    }
}
