namespace RetSam.Inference;

/// <summary>Mirrors planes and points in place; twice is as if never.</summary>
internal static class Mirror
{
    /// <summary>Mirrors planes that follow each other.</summary>
    public static void Planes(Span<float> planes, int width, int height, TestTimeFlips axis)
    {
        if (axis.HasFlag(TestTimeFlips.Horizontal))
        {
            for (int start = 0; start < planes.Length; start += width)
            {
                planes.Slice(start, width).Reverse();
            }
        }

        if (axis.HasFlag(TestTimeFlips.Vertical))
        {
            for (int start = 0; start < planes.Length; start += width * height)
            {
                Rows(planes.Slice(start, width * height), width);
            }
        }
    }

    /// <summary>Mirrors the point of a head of coordinates; a confidence stays.</summary>
    public static void Point(Span<float> point, CoordinateUnit unit, ModelInput frame, TestTimeFlips axis)
    {
        (int right, int bottom) = unit == CoordinateUnit.Pixel ? (frame.Width - 1, frame.Height - 1) : (1, 1);
        point[0] = axis.HasFlag(TestTimeFlips.Horizontal) ? right - point[0] : point[0];
        point[1] = axis.HasFlag(TestTimeFlips.Vertical) ? bottom - point[1] : point[1];
    }

    private static void Rows(Span<float> plane, int width)
    {
        // Rows backwards: all values backwards, then every row forwards again.
        plane.Reverse();
        for (int start = 0; start < plane.Length; start += width)
        {
            plane.Slice(start, width).Reverse();
        }
    }
}
