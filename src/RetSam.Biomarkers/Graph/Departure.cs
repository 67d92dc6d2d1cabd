namespace RetSam.Biomarkers.Graph;

/// <summary>How a branch leaves one of its nodes: the direction and calibre of its first stretch outside the node's blob.</summary>
/// <param name="Direction">The unit vector away from the node; 0 when there is none.</param>
/// <param name="Calibre">The mean calibre over the stretch in px.</param>
internal readonly record struct Departure(PointD Direction, double Calibre)
{
    /// <summary>The stretch is three calibres long (the usual definition of a branching angle).</summary>
    private const double StretchInCalibres = 3;

    /// <summary>And at least this long in px: over less, the steps of pixels turn a line by more than a degree.</summary>
    private const double LeastStretch = 24;

    /// <summary>A branch that shows less of itself, in samples and in calibres, has no direction.</summary>
    private const int FewestSamples = 5;

    /// <summary>Whether the branch is long enough to have a direction.</summary>
    public bool IsKnown => Calibre > 0;

    /// <summary>
    /// Fits a line to the middles between the walls, from the first sample on that has both of its walls. The middles are taken before
    /// they are smoothed: a smooth line bends into the junction.
    /// </summary>
    /// <param name="line">The samples, about a pixel apart.</param>
    /// <param name="tangents">The unit tangents at the samples.</param>
    /// <param name="walls">The walls at the samples; missing in the blobs of junctions.</param>
    /// <param name="atEnd">Whether the branch is read from its end backwards.</param>
    public static Departure Of(ReadOnlySpan<PointD> line, ReadOnlySpan<PointD> tangents, ReadOnlySpan<Walls> walls, bool atEnd)
    {
        int count = 0;
        int first = 0;
        int last = 0;
        double widths = 0;
        double k1 = 0;
        double k2 = 0;
        double x0 = 0;
        double x1 = 0;
        double y0 = 0;
        double y1 = 0;
        for (int step = 0; step < line.Length; step++)
        {
            int i = atEnd ? line.Length - 1 - step : step;
            if (!walls[i].AreThere)
            {
                continue;
            }

            if (count == 0)
            {
                first = step;
            }

            last = step;
            double k = step - first;
            PointD middle = walls[i].MiddleFrom(line[i], tangents[i]);
            count++;
            widths += walls[i].Width;
            k1 += k;
            k2 += k * k;
            x0 += middle.X;
            x1 += k * middle.X;
            y0 += middle.Y;
            y1 += k * middle.Y;
            if (k >= Math.Max(LeastStretch, StretchInCalibres * widths / count))
            {
                break;
            }
        }

        if (count < FewestSamples || last - first < widths / count)
        {
            return default;
        }

        double scale = 1 / (count * k2 - k1 * k1);
        double x = (count * x1 - k1 * x0) * scale;
        double y = (count * y1 - k1 * y0) * scale;
        double length = Math.Sqrt(x * x + y * y);
        return length > 0 ? new Departure(new PointD(x / length, y / length), widths / count) : default;
    }
}
