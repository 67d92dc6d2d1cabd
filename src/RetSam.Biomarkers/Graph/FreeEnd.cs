namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Finds where a vessel that ends freely ends. Thinning stops somewhere in the end: short of a straight cut by a radius, or bent into
/// one of its corners. The bent tail is cut off, and the line is led on along its own curve to the vessel's end.
/// </summary>
internal static class FreeEnd
{
    /// <summary>In narrower vessels a straight cut and a round end are the same few pixels.</summary>
    private const double LeastRadiusOfStraightCut = 2;

    private const double LeastRadiusOfLean = 3;

    /// <summary>The number of pixels at the chain's start that lead into a corner: where the radius falls below that of the vessel behind.</summary>
    /// <param name="skeleton">Gives places and radii.</param>
    /// <param name="chain">The branch's pixels from the free end on.</param>
    /// <param name="radius">The vessel's radius behind its end.</param>
    public static int CountTail(SkeletonPixels skeleton, ReadOnlySpan<int> chain, out double radius)
    {
        radius = 0;
        double along = 0;
        for (int i = 0; i < chain.Length; i++)
        {
            along += i == 0 ? 0 : PixelDistance.Between(skeleton.PointOf(chain[i - 1]), skeleton.PointOf(chain[i]));
            double here = skeleton.RadiusOf(chain[i]);
            radius = Math.Max(radius, here);
            if (along > 1.5 * radius + 1)
            {
                break;
            }
        }

        // The tail reaches no further than the corner of a square end: sqrt(2) radii.
        int tail = 0;
        int most = Math.Min(chain.Length / 3, (int)(1.5 * radius));
        while (tail < most && skeleton.RadiusOf(chain[tail]) < 0.85 * radius - 0.25)
        {
            tail++;
        }

        // In a wide vessel the last stretch of the skeleton leans to one side of a round end as well.
        return radius < LeastRadiusOfLean ? tail : Math.Max(tail, Math.Min(chain.Length / 3, (int)(0.75 * radius)));
    }

    /// <summary>How far the line goes on beyond a point of it near the end; negative when the vessel ends before.</summary>
    /// <param name="field">The mask.</param>
    /// <param name="ahead">How the line goes on.</param>
    /// <param name="radius">The vessel's radius.</param>
    public static double ExtensionOf(in MaskField field, CourseAhead ahead, double radius)
    {
        double middle = Across(field, ahead, radius, 0, 0.2);
        if (double.IsNaN(middle))
        {
            return 0; // No end within reach: the line leaves the vessel sideways, as at a sharp bend.
        }

        // A round end falls back by 0.28 radii more at 0.6 to 0.8 radii from the axis than about the axis; a straight cut does not.
        return radius >= LeastRadiusOfStraightCut && middle - Across(field, ahead, radius, 0.7, 0.1) < 0.14 * radius
            ? middle
            : middle - radius;
    }

    /// <summary>The mean distance to the edge ahead, over lines beside the axis at some offsets (in radii) on both sides.</summary>
    private static double Across(in MaskField field, CourseAhead ahead, double radius, double offset, double spread)
    {
        double sum = 0;
        for (int i = -1; i <= 1; i++)
        {
            double aside = (offset + i * spread) * radius;
            sum += ToEdge(field, ahead, aside, 4 * radius + 3) + ToEdge(field, ahead, -aside, 4 * radius + 3);
        }

        return sum / 6;
    }

    /// <summary>The distance to the mask's edge or the frame's; NaN when neither is within reach.</summary>
    private static double ToEdge(in MaskField field, CourseAhead ahead, double aside, double reach)
    {
        double sum = 0;
        PointD at = ahead.Beside(aside, 0);
        double value = field.At(at.X, at.Y);
        for (int steps = 1; steps * CourseAhead.Step <= reach; steps++)
        {
            at = ahead.Beside(aside, steps);
            if (!field.Covers(at.X, at.Y))
            {
                return sum;
            }

            double next = field.At(at.X, at.Y);
            sum += (value + next) * (CourseAhead.Step / 2);
            if (next <= 0 || (value < 0.5 && next > value))
            {
                return sum;
            }

            value = next;
        }

        return double.NaN;
    }
}

/// <summary>A point that moves on along a circle, or straight on where the turn is 0.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="Tangent">The unit vector along which it moves.</param>
/// <param name="Turn">The curvature in px-1, positive from x towards y.</param>
internal readonly record struct Course(PointD Position, PointD Tangent, double Turn)
{
    /// <summary>A point beside the course.</summary>
    public PointD Beside(double distance) => new(Position.X - distance * Tangent.Y, Position.Y + distance * Tangent.X);

    /// <summary>The course a short step on.</summary>
    public Course Advance(double step)
    {
        double x = Tangent.X - Tangent.Y * Turn * step;
        double y = Tangent.Y + Tangent.X * Turn * step;
        double scale = 1 / Math.Sqrt(x * x + y * y);
        var next = new PointD(x * scale, y * scale);
        return new Course(Position + (Tangent + next) * (step / 2), next, Turn);
    }
}
