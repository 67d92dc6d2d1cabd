namespace RetSam.Biomarkers.Tests;

/// <summary>Draws masks with known measures: a pixel is set when its centre lies inside the shape.</summary>
internal static class Drawing
{
    public static BinaryMask Where(int width, int height, Func<double, double, bool> inside)
    {
        var mask = new BinaryMask(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (inside(x, y))
                {
                    mask[x, y] = true;
                }
            }
        }

        return mask;
    }

    public static BinaryMask Circle(int width, int height, double x, double y, double radius)
        => Where(width, height, (px, py) => (px - x) * (px - x) + (py - y) * (py - y) <= radius * radius);

    /// <summary>An ellipse whose major axis points at an angle, in degrees counter-clockwise as seen from the positive x axis.</summary>
    public static BinaryMask Ellipse(int width, int height, double x, double y, double major, double minor, double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        return Where(width, height, (px, py) =>
        {
            double along = ((px - x) * cos - (py - y) * sin) / major;
            double across = ((px - x) * sin + (py - y) * cos) / minor;
            return along * along + across * across <= 1;
        });
    }

    /// <summary>A straight line of single pixels, one in each column or row, whichever are more.</summary>
    public static BinaryMask Line(int size, double length, double degrees)
    {
        var mask = new BinaryMask(size, size);
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        int steps = (int)Math.Round(length * Math.Max(Math.Abs(cos), Math.Abs(sin)));
        for (int i = 0; i <= steps; i++)
        {
            double t = i / Math.Max(Math.Abs(cos), Math.Abs(sin));
            mask[10 + (int)Math.Round(t * cos), 10 + (int)Math.Round(t * sin)] = true;
        }

        return mask;
    }
}
