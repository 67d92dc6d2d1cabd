namespace RetSam.Biomarkers;

/// <summary>One side of a line through a point, the line included.</summary>
/// <param name="Origin">A point of the line, in px.</param>
/// <param name="Normal">A vector across the line, towards the side that is meant.</param>
internal readonly record struct HalfPlane(PointD Origin, PointD Normal)
{
    public bool Contains(PointD point) => Across(point) >= 0;

    /// <summary>How far a point lies on the side that is meant, in lengths of the normal; negative on the other side.</summary>
    public double Across(PointD point)
    {
        PointD away = point - Origin;
        return away.X * Normal.X + away.Y * Normal.Y;
    }

    /// <summary>The first column of a row that lies on another side than column 0; the width when there is none.</summary>
    public int FindChange(int y, int width)
    {
        bool first = Contains(new PointD(0, y));
        if (Contains(new PointD(width - 1, y)) == first)
        {
            return width;
        }

        // Bisection asks the very test that Contains is: rounding cannot put a pixel on two sides.
        int same = 0;
        int changed = width - 1;
        while (changed - same > 1)
        {
            int middle = (same + changed) / 2;
            if (Contains(new PointD(middle, y)) == first)
            {
                same = middle;
            }
            else
            {
                changed = middle;
            }
        }

        return changed;
    }
}
