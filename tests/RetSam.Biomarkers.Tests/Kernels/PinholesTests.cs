using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers.Tests.Kernels;

public sealed class PinholesTests
{
    [Theory]
    [InlineData(64, 40)]
    [InlineData(65, 3)]
    [InlineData(130, 33)]
    [InlineData(5, 5)]
    [InlineData(1, 7)]
    public void Exactly_the_holes_of_one_or_two_pixels_are_filled(int width, int height)
    {
        var random = new Random(width * height);
        for (int i = 0; i < 200; i++)
        {
            var mask = new BinaryMask(width, height);
            double share = 0.5 + (random.NextDouble() * 0.49);
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    mask[x, y] = random.NextDouble() < share;
                }
            }

            using BinaryMask filled = mask.Clone();
            Pinholes.Fill(filled);
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    Assert.Equal(mask[x, y] || SizeOfHole(mask, x, y) <= 2, filled[x, y]);
                }
            }

            mask.Dispose();
        }
    }

    /// <summary>The pixels of the 4-connected background around a pixel, up to three; three when it reaches the border.</summary>
    private static int SizeOfHole(BinaryMask mask, int x, int y)
    {
        var seen = new HashSet<(int X, int Y)> { (x, y) };
        var open = new Queue<(int X, int Y)>(seen);
        while (open.TryDequeue(out (int X, int Y) at) && seen.Count < 3)
        {
            foreach ((int X, int Y) next in new[] { (at.X - 1, at.Y), (at.X + 1, at.Y), (at.X, at.Y - 1), (at.X, at.Y + 1) })
            {
                if (next.X < 0 || next.Y < 0 || next.X >= mask.Width || next.Y >= mask.Height)
                {
                    return 3;
                }

                if (!mask[next.X, next.Y] && seen.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        return Math.Min(3, seen.Count);
    }
}
