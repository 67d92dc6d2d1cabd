namespace RetSam.Properties.Tests.Kernels;

/// <summary>A mask described by its size, a style and a seed.</summary>
internal sealed record DrawnMask(int Width, int Height, int Style, int Seed)
{
    public BinaryMask Draw()
    {
        var random = new Random(Seed);
        var mask = new BinaryMask(Width, Height);
        switch (Style)
        {
            case 0:
                return mask;
            case 1:
                return BinaryMask.Full(Width, Height);
            case 2:
                Noise(mask, random, 0.02 + 0.1 * random.NextDouble());
                break;
            case 3:
                Noise(mask, random, 0.3 + 0.4 * random.NextDouble());
                break;
            case 4:
                Noise(mask, random, 0.85 + 0.14 * random.NextDouble());
                break;
            case 5:
                Where(mask, (x, y) => ((x ^ y) & 1) == 0);
                break;
            case 6:
                int period = random.Next(2, 6);
                Where(mask, (x, y) => x % period != 0 || y % (period + 1) != 0);
                break;
            case 7:
                Where(mask, (x, y) => x == 0 || y == 0 || x == Width - 1 || y == Height - 1);
                break;
            case 8:
                Discs(mask, random);
                break;
            default:
                Bands(mask, random);
                break;
        }

        return mask;
    }

    private static void Noise(BinaryMask mask, Random random, double density) => Where(mask, (_, _) => random.NextDouble() < density);

    private static void Where(BinaryMask mask, Func<int, int, bool> inside)
    {
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                if (inside(x, y))
                {
                    mask[x, y] = true;
                }
            }
        }
    }

    private static void Discs(BinaryMask mask, Random random)
    {
        for (int i = 0; i < 6; i++)
        {
            double cx = random.NextDouble() * mask.Width;
            double cy = random.NextDouble() * mask.Height;
            double outer = 1 + random.NextDouble() * 15;
            double inner = random.Next(2) == 0 ? -1 : outer * random.NextDouble();
            Where(mask, (x, y) => double.Hypot(x - cx, y - cy) is double d && d <= outer && d > inner);
        }
    }

    private static void Bands(BinaryMask mask, Random random)
    {
        for (int i = 0; i < 5; i++)
        {
            double angle = random.NextDouble() * Math.PI;
            double px = random.NextDouble() * mask.Width;
            double py = random.NextDouble() * mask.Height;
            double half = 0.5 + random.NextDouble() * 4;
            Where(mask, (x, y) => Math.Abs((x - px) * Math.Sin(angle) - (y - py) * Math.Cos(angle)) <= half);
        }
    }
}
