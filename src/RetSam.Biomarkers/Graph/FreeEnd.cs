namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Finds where a vessel that ends freely ends. Thinning stops somewhere in the end: short of a straight cut by a radius, or bent into
/// one of its corners. The bent tail is cut off, and the line is led on along its own curve to the vessel's end.
/// </summary>
internal static class FreeEnd
{
    /// <summary>The number of pixels at the chain's start that lead into a corner: where the radius falls below that of the vessel behind.</summary>
    /// <param name="draft">Gives radii.</param>
    /// <param name="chain">The branch's pixels from the free end on.</param>
    /// <param name="radius">The vessel's radius behind its end.</param>
    public static int CountTail(GraphDraft draft, ReadOnlySpan<int> chain, out double radius)
    {
        radius = 0;
        double along = 0;
        for (int i = 0; i < chain.Length; i++)
        {
            along += i == 0 ? 0 : draft.PointOf(chain[i - 1]).DistanceTo(draft.PointOf(chain[i]));
            double here = draft.Radii.At(chain[i]);
            radius = Math.Max(radius, here);
            if (along > 1.5 * radius + 1)
            {
                break;
            }
        }

        int tail = 0;
        int most = chain.Length / 3;
        while (tail < most && draft.Radii.At(chain[tail]) < 0.85 * radius - 0.25)
        {
            tail++;
        }

        return tail;
    }

    /// <summary>How far the line goes on beyond a point of it near the end; negative when the vessel ends before.</summary>
    /// <param name="field">The mask.</param>
    /// <param name="from">The point.</param>
    /// <param name="outwards">The unit vector along the line, out of the vessel.</param>
    /// <param name="radius">The vessel's radius.</param>
    public static double ExtensionOf(in MaskField field, PointD from, PointD outwards, double radius)
    {
        double reach = 2 * radius + 2;
        double middle = Ahead(field, from, outwards, reach);
        if (double.IsNaN(middle))
        {
            return 0; // No end within reach: the tangent runs along the vessel, as at a sharp bend.
        }

        if (radius >= 1.5)
        {
            // The edge of a round end falls back by 0.34 radii at 0.75 radii from the axis; that of a straight cut does not, on average.
            var aside = new PointD(-outwards.Y * 0.75 * radius, outwards.X * 0.75 * radius);
            double left = Ahead(field, from + aside, outwards, reach);
            double right = Ahead(field, from - aside, outwards, reach);
            if (middle - (left + right) / 2 < 0.17 * radius)
            {
                return middle;
            }
        }

        return middle - radius;
    }

    /// <summary>The distance to the mask's edge or the frame's; NaN when neither is within reach.</summary>
    private static double Ahead(in MaskField field, PointD from, PointD direction, double reach)
    {
        const double Step = 0.25;
        double sum = 0;
        double value = field.At(from.X, from.Y);
        for (double s = Step; s <= reach; s += Step)
        {
            double x = from.X + s * direction.X;
            double y = from.Y + s * direction.Y;
            if (!field.Covers(x, y))
            {
                return sum;
            }

            double next = field.At(x, y);
            sum += (value + next) * (Step / 2);
            if (next <= 0 || (value < 0.5 && next > value))
            {
                return sum;
            }

            value = next;
        }

        return double.NaN;
    }
}
