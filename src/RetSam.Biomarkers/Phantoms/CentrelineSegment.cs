namespace RetSam.Biomarkers.Phantoms;

/// <summary>
/// A stretch of constant curvature: a straight line or a circular arc. Its length, chord, curvature and the distance of any point from it
/// are known in closed form, which is why a phantom's vessels are made of nothing else.
/// </summary>
/// <param name="Start">Where it begins, in px.</param>
/// <param name="Heading">The direction in which it begins, in radians from the x axis towards the y axis (clockwise as seen).</param>
/// <param name="Curvature">The change of heading per px; 0 for a straight line, positive where the line turns clockwise as seen.</param>
/// <param name="Length">The length in px.</param>
public readonly record struct CentrelineSegment(PointD Start, double Heading, double Curvature, double Length)
{
    /// <summary>Where it ends.</summary>
    public PointD End => PointAt(Length);

    /// <summary>The direction in which it ends.</summary>
    public double EndHeading => Heading + Curvature * Length;

    /// <summary>The point at a distance along the line from its start.</summary>
    public PointD PointAt(double distance)
    {
        if (Curvature == 0)
        {
            return Start + new PointD(Math.Cos(Heading), Math.Sin(Heading)) * distance;
        }

        double turned = Heading + Curvature * distance;
        return Start + new PointD(Math.Sin(turned) - Math.Sin(Heading), Math.Cos(Heading) - Math.Cos(turned)) * (1 / Curvature);
    }

    /// <summary>The distance of a point from the nearest point of the line.</summary>
    public double DistanceTo(PointD point)
    {
        (double sin, double cos) = Math.SinCos(Heading);
        PointD away = point - Start;
        if (Curvature == 0)
        {
            double along = Math.Clamp(away.X * cos + away.Y * sin, 0, Length);
            return double.Hypot(away.X - along * cos, away.Y - along * sin);
        }

        double radius = 1 / Math.Abs(Curvature);
        int side = Math.Sign(Curvature);
        var fromCentre = new PointD(away.X + sin / Curvature, away.Y - cos / Curvature);
        double turned = side * (Math.Atan2(side * fromCentre.X, -side * fromCentre.Y) - Heading);
        turned -= Math.Floor(turned / Math.Tau) * Math.Tau;
        return turned * radius <= Length
            ? Math.Abs(double.Hypot(fromCentre.X, fromCentre.Y) - radius)
            : Math.Min(point.DistanceTo(Start), point.DistanceTo(End));
    }

    /// <summary>The stretch of it between two distances along the line.</summary>
    internal CentrelineSegment Part(double from, double to) => new(PointAt(from), Heading + Curvature * from, Curvature, to - from);
}
