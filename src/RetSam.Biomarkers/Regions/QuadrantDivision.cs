namespace RetSam.Biomarkers;

/// <summary>
/// Four quadrants around a point. A pixel on a dividing line belongs to the superior and to the temporal side, so that the quadrants
/// cover every pixel exactly once.
/// </summary>
/// <param name="Centre">Where the quadrants meet, in px.</param>
/// <param name="Superior">A unit vector upwards.</param>
/// <param name="Temporal">A unit vector towards the temple, across it.</param>
internal readonly record struct QuadrantDivision(PointD Centre, PointD Superior, PointD Temporal)
{
    /// <summary>The quadrants in the order of reports.</summary>
    public static IReadOnlyList<Quadrant> All { get; } =
        [Quadrant.SuperiorTemporal, Quadrant.SuperiorNasal, Quadrant.InferiorTemporal, Quadrant.InferiorNasal];

    /// <summary>The quadrants along the eye's axes; <see langword="null"/> when nothing says which side is temporal.</summary>
    public static QuadrantDivision? Around(PointD centre, EyeAxes axes)
        => axes.Temporal is { } temporal ? new QuadrantDivision(centre, axes.Superior, temporal) : null;

    /// <summary>How a quadrant is written in the id of a measure, such as <c>superior_temporal</c>.</summary>
    public static string Key(Quadrant quadrant) => quadrant switch
    {
        Quadrant.SuperiorTemporal => "superior_temporal",
        Quadrant.SuperiorNasal => "superior_nasal",
        Quadrant.InferiorTemporal => "inferior_temporal",
        _ => "inferior_nasal",
    };

    /// <summary>The quadrant of a point.</summary>
    public Quadrant Of(PointD point)
    {
        (double superior, double temporal) = Project(point);
        return Of(superior, temporal);
    }

    /// <summary>The quadrant of a point that lies so far to the superior and to the temporal side of the centre.</summary>
    public static Quadrant Of(double superior, double temporal) => superior >= 0
        ? temporal >= 0 ? Quadrant.SuperiorTemporal : Quadrant.SuperiorNasal
        : temporal >= 0 ? Quadrant.InferiorTemporal : Quadrant.InferiorNasal;

    /// <summary>How far a point lies to the superior and to the temporal side of the centre, in px.</summary>
    public (double Superior, double Temporal) Project(PointD point)
    {
        PointD away = point - Centre;
        return (Dot(away, Superior), Dot(away, Temporal));
    }

    /// <summary>Counts the set pixels of a mask in each quadrant, indexed by <see cref="Quadrant"/>.</summary>
    public long[] CountPixels(BinaryMask mask)
    {
        var counts = new long[4];
        Span<int> cuts = stackalloc int[4];
        for (int y = 0; y < mask.Height; y++)
        {
            if (!mask.GetRow(y).ContainsAnyExcept(0UL))
            {
                continue;
            }

            CutRow(y, mask.Width, cuts);
            for (int i = 0; i < 3; i++)
            {
                int length = cuts[i + 1] - cuts[i];
                if (length > 0)
                {
                    counts[(int)Of(new PointD(cuts[i], y))] += mask.CountPixels(new PixelRect(cuts[i], y, length, 1));
                }
            }
        }

        return counts;
    }

    /// <summary>Sets the pixels of a quadrant.</summary>
    public void Draw(Quadrant quadrant, BinaryMask mask)
    {
        Span<int> cuts = stackalloc int[4];
        for (int y = 0; y < mask.Height; y++)
        {
            CutRow(y, mask.Width, cuts);
            for (int i = 0; i < 3; i++)
            {
                if (cuts[i + 1] > cuts[i] && Of(new PointD(cuts[i], y)) == quadrant)
                {
                    mask.SetRun(y, cuts[i], cuts[i + 1]);
                }
            }
        }
    }

    /// <summary>Cuts a row into the at most three pieces that lie in one quadrant each: along a row each side test changes at most once.</summary>
    private void CutRow(int y, int width, Span<int> cuts)
    {
        cuts[0] = 0;
        cuts[1] = FindChange(Superior, y, width);
        cuts[2] = FindChange(Temporal, y, width);
        cuts[3] = width;
        cuts.Sort();
    }

    private static double Dot(PointD a, PointD b) => a.X * b.X + a.Y * b.Y;

    /// <summary>The first column of a row on the other side of a dividing line than column 0; the width when there is none.</summary>
    private int FindChange(PointD normal, int y, int width)
    {
        bool first = IsOn(0, y, normal);
        if (IsOn(width - 1, y, normal) == first)
        {
            return width;
        }

        // Bisection asks the very test that Of uses: rounding cannot put a pixel on two sides.
        int same = 0;
        int changed = width - 1;
        while (changed - same > 1)
        {
            int middle = (same + changed) / 2;
            if (IsOn(middle, y, normal) == first)
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

    private bool IsOn(int x, int y, PointD normal) => Dot(new PointD(x, y) - Centre, normal) >= 0;
}
