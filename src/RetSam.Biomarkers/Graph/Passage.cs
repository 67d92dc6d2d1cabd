namespace RetSam.Biomarkers.Graph;

/// <summary>Two branches taken for one vessel that passes through a junction or over a bridge between two junctions.</summary>
/// <param name="From">How the one branch leaves.</param>
/// <param name="To">How the other leaves on the other side.</param>
internal readonly record struct Passage(BranchHeading From, BranchHeading To)
{
    /// <summary>What says that two branches are no passage.</summary>
    public const double None = double.PositiveInfinity;

    /// <summary>The most a vessel turns where it is crossed, in degrees.</summary>
    private const double MostTurn = 45;

    /// <summary>How far across their common course two branches may lie apart: a part of the calibre, and in px.</summary>
    private const double MostAside = 0.35;

    private const double MostAsidePixels = 1;

    /// <summary>Over a short bridge so many times as far: over a few pixels a line's place tells less than its direction.</summary>
    private const double ShortBridgeTolerance = 4.5;

    /// <summary>Which way the vessel passes, not a unit vector: the mean of both directions.</summary>
    public PointD Course => To.Direction - From.Direction;

    /// <summary>The larger of the two radii.</summary>
    public double Radius => Math.Max(From.Radius, To.Radius);

    /// <summary>Whether both branches are known to be of one kind.</summary>
    public bool IsOfOneKind => From.Kind == To.Kind && From.Kind != KnownKind.Unknown;

    /// <summary>Whether the branches are known to be of different kinds, so that they cannot be one vessel.</summary>
    public bool IsOfTwoKinds => From.Kind != To.Kind && From.Kind != KnownKind.Unknown && To.Kind != KnownKind.Unknown;

    /// <summary>How much the vessel turns, in degrees.</summary>
    public double Turn
        => Math.Acos(Math.Clamp(-(From.Direction.X * To.Direction.X + From.Direction.Y * To.Direction.Y), -1, 1)) * (180 / Math.PI);

    /// <summary>
    /// How far the two are from one vessel that goes straight on: the turn as a part of 45 degrees. <see cref="None"/> where it turns more,
    /// where the calibres differ by more than two fifths (and half a pixel), or the kinds differ.
    /// </summary>
    public double Misfit()
    {
        double narrow = 2 * Math.Min(From.Radius, To.Radius) + 0.5;
        return IsOfTwoKinds || narrow < 0.6 * (2 * Radius + 0.5) || Turn > MostTurn ? None : Turn / MostTurn;
    }

    /// <summary>
    /// The same over a bridge, where the branches must lie in line as well: how far apart they lie across their common course, as a part
    /// of a third of the calibre and a pixel, is added to the turn. On a circle's arc nothing lies aside, as course and chord have one
    /// direction. Side branches that leave a vessel on opposite sides do not lie in line.
    /// </summary>
    public double MisfitOverBridge(bool isShort)
    {
        double aside = Aside / (isShort ? ShortBridgeTolerance : 1);
        return aside <= 1 ? double.Hypot(Misfit(), aside) : None;
    }

    /// <summary>Whether another vessel's branches lie on different sides of this one.</summary>
    public bool IsCrossedBy(Passage other)
    {
        PointD course = Course;
        PointD from = other.From.Middle - From.Middle;
        PointD to = other.To.Middle - To.Middle;
        return (course.X * from.Y - course.Y * from.X) * (course.X * to.Y - course.Y * to.X) < 0;
    }

    /// <summary>The sine of half the angle at which another vessel crosses.</summary>
    public double SineOfHalfAngleTo(Passage other)
    {
        PointD a = Course;
        PointD b = other.Course;
        double cosine = (a.X * b.X + a.Y * b.Y) / Math.Max(1e-9, double.Hypot(a.X, a.Y) * double.Hypot(b.X, b.Y));
        return Math.Sqrt(Math.Max(0, (1 - Math.Abs(cosine)) / 2));
    }

    private double Aside
    {
        get
        {
            PointD course = Course;
            PointD between = To.Middle - From.Middle;
            double across = Math.Abs(course.X * between.Y - course.Y * between.X);
            double most = double.Hypot(course.X, course.Y) * (MostAside * (From.Radius + To.Radius) + MostAsidePixels);
            return most > 0 ? across / most : None;
        }
    }
}
