namespace RetSam.Benchmarks.Kernels.Naive;

/// <summary>The masses of boxes counted pixel by pixel, for every box size and every offset of the grid.</summary>
internal static class NaiveBoxCounting
{
    private static readonly int[] Divisions = [4, 6, 8, 9, 12, 16, 24, 27, 32, 48, 64, 81, 96, 128];

    /// <summary>For every box size the least of each of the three entropies over all offsets, summed up.</summary>
    public static double Measure(byte[] pixels, int width, PixelRect bounds, int offsets)
    {
        double sum = 0;
        int extent = Math.Max(bounds.Width, bounds.Height);
        foreach (int division in Divisions)
        {
            double side = (double)extent / division;
            if (side < 4)
            {
                continue;
            }

            (double least0, double least1, double least2) = (double.MaxValue, double.MaxValue, double.MaxValue);
            for (int offset = 0; offset < offsets; offset++)
            {
                double shiftX = offset * side / offsets;
                double shiftY = 5 * offset % offsets * side / offsets;
                (double h0, double h1, double h2) = Count(pixels, width, bounds, side, shiftX, shiftY);
                (least0, least1, least2) = (Math.Min(least0, h0), Math.Min(least1, h1), Math.Min(least2, h2));
            }

            sum += least0 + least1 + least2;
        }

        return sum;
    }

    private static (double Capacity, double Information, double Correlation) Count(
        byte[] pixels, int width, PixelRect bounds, double side, double shiftX, double shiftY)
    {
        int columns = (int)(bounds.Width / side) + 2;
        int rows = (int)(bounds.Height / side) + 2;
        int[] masses = new int[columns * rows];
        for (int y = 0; y < bounds.Height; y++)
        {
            int row = (int)((y + shiftY) / side) * columns;
            for (int x = 0; x < bounds.Width; x++)
            {
                if (pixels[(bounds.Y + y) * width + bounds.X + x] == 1)
                {
                    masses[row + (int)((x + shiftX) / side)]++;
                }
            }
        }

        double total = 0;
        foreach (int mass in masses)
        {
            total += mass;
        }

        int boxes = 0;
        double information = 0;
        double squares = 0;
        foreach (int mass in masses)
        {
            if (mass > 0)
            {
                double p = mass / total;
                boxes++;
                information -= p * Math.Log(p);
                squares += p * p;
            }
        }

        return (Math.Log(boxes), information, -Math.Log(squares));
    }
}
