namespace RetSam.Benchmarks.Kernels.Naive;

/// <summary>The distance transform of Felzenszwalb and Huttenlocher, in doubles: columns, then rows, each by an envelope of parabolas.</summary>
internal static class NaiveDistanceTransform
{
    private const double Infinite = 1e20;

    public static void SquaredToBackground(byte[] pixels, int width, int height, double[] distances)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            distances[i] = pixels[i] == 0 ? 0 : Infinite;
        }

        int length = Math.Max(width, height);
        double[] line = new double[length];
        int[] sites = new int[length];
        double[] starts = new double[length + 1];
        for (int x = 0; x < width; x++)
        {
            Transform(distances, x, width, height, line, sites, starts);
        }

        for (int y = 0; y < height; y++)
        {
            Transform(distances, y * width, 1, width, line, sites, starts);
        }
    }

    private static void Transform(double[] distances, int first, int step, int count, double[] line, int[] sites, double[] starts)
    {
        for (int i = 0; i < count; i++)
        {
            line[i] = distances[first + i * step];
        }

        int top = 0;
        sites[0] = 0;
        starts[0] = double.NegativeInfinity;
        starts[1] = double.PositiveInfinity;
        for (int q = 1; q < count; q++)
        {
            double meeting = Meeting(line, q, sites[top]);
            while (meeting <= starts[top])
            {
                top--;
                meeting = Meeting(line, q, sites[top]);
            }

            top++;
            sites[top] = q;
            starts[top] = meeting;
            starts[top + 1] = double.PositiveInfinity;
        }

        top = 0;
        for (int q = 0; q < count; q++)
        {
            while (starts[top + 1] < q)
            {
                top++;
            }

            double away = q - sites[top];
            distances[first + q * step] = away * away + line[sites[top]];
        }
    }

    private static double Meeting(double[] line, int q, int p) => (line[q] + (double)q * q - line[p] - (double)p * p) / (2.0 * (q - p));
}
