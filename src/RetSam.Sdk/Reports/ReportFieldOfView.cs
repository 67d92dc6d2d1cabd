namespace RetSam;

/// <summary>The illuminated area of the photograph, in its own pixels.</summary>
/// <param name="Centre">The centre of the aperture's circle; (0, 0) is the centre of the top-left pixel.</param>
/// <param name="Radius">The circle's radius in px.</param>
/// <param name="Area">The number of illuminated pixels, px2.</param>
/// <param name="Coverage">The share of the circle that lies inside the frame and is illuminated, 0..1.</param>
/// <param name="Origin">How the field of view is known.</param>
public sealed record ReportFieldOfView(PointD Centre, double Radius, int Area, double Coverage, FieldOfViewOrigin Origin);
