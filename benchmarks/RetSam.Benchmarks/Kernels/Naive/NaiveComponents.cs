namespace RetSam.Benchmarks.Kernels.Naive;

/// <summary>8-connected objects by flood fill, pixel by pixel, with area, box and first and second moments.</summary>
internal static class NaiveComponents
{
    public static List<Sums> Analyse(byte[] pixels, int width, int height, int[] labels)
    {
        Array.Clear(labels);
        var found = new List<Sums>();
        var open = new Stack<int>();
        for (int start = 0; start < pixels.Length; start++)
        {
            if (pixels[start] == 0 || labels[start] != 0)
            {
                continue;
            }

            var sums = new Sums { Left = width, Top = height };
            labels[start] = found.Count + 1;
            open.Push(start);
            while (open.Count > 0)
            {
                int at = open.Pop();
                int x = at % width;
                int y = at / width;
                sums.Add(x, y);
                for (int ny = Math.Max(0, y - 1); ny <= Math.Min(height - 1, y + 1); ny++)
                {
                    for (int nx = Math.Max(0, x - 1); nx <= Math.Min(width - 1, x + 1); nx++)
                    {
                        int near = ny * width + nx;
                        if (pixels[near] == 1 && labels[near] == 0)
                        {
                            labels[near] = found.Count + 1;
                            open.Push(near);
                        }
                    }
                }
            }

            found.Add(sums);
        }

        return found;
    }

    internal struct Sums
    {
        public int Area;
        public int Left;
        public int Top;
        public int Right;
        public int Bottom;
        public double X;
        public double Y;
        public double Xx;
        public double Yy;
        public double Xy;

        public void Add(int x, int y)
        {
            Area++;
            Left = Math.Min(Left, x);
            Top = Math.Min(Top, y);
            Right = Math.Max(Right, x);
            Bottom = Math.Max(Bottom, y);
            X += x;
            Y += y;
            Xx += (double)x * x;
            Yy += (double)y * y;
            Xy += (double)x * y;
        }
    }
}
