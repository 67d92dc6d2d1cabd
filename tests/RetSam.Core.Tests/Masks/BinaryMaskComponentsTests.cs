using CsCheck;

namespace RetSam.Core.Tests;

/// <summary>Component filters against a flood fill that looks at one pixel after the other.</summary>
public class BinaryMaskComponentsTests
{
    private static readonly int[] Widths = [1, 2, 7, 31, 63, 64, 65, 128, 130];
    private static readonly double[] Densities = [0.05, 0.3, 0.45, 0.55, 0.8, 0.97];

    /// <summary>Masks of awkward widths, from nearly empty to nearly full.</summary>
    private static readonly Gen<BinaryMask> AnyMask =
        from width in Gen.Int[0, Widths.Length - 1].Select(i => Widths[i])
        from height in Gen.Int[1, 24]
        from density in Gen.Int[0, Densities.Length - 1].Select(i => Densities[i])
        from seed in Gen.Int
        select Random(width, height, density, seed);

    [Fact]
    public void Removing_small_components_agrees_with_a_flood_fill() => Gen.Select(AnyMask, Gen.Int[0, 40]).ForAll((mask, area) =>
    {
        int[,] labels = Label(mask, true, diagonal: true, out List<int> areas);
        using BinaryMask found = mask.Clone();
        found.RemoveSmallComponents(area);
        AssertPixels(mask, (x, y) => mask[x, y] && areas[labels[x, y]] >= area, found);
    }, iter: 300);

    [Fact]
    public void Keeping_the_largest_component_agrees_with_a_flood_fill_and_of_equals_keeps_the_first() => AnyMask.ForAll(mask =>
    {
        int[,] labels = Label(mask, true, diagonal: true, out List<int> areas);
        int largest = areas.Count == 0 ? -1 : areas.IndexOf(areas.Max());
        using BinaryMask found = mask.Clone();
        found.KeepLargestComponent();
        AssertPixels(mask, (x, y) => mask[x, y] && labels[x, y] == largest, found);
    }, iter: 300);

    [Fact]
    public void Filling_holes_agrees_with_a_flood_fill() => AnyMask.ForAll(mask =>
    {
        int[,] labels = Label(mask, false, diagonal: false, out List<int> areas);
        var open = new bool[areas.Count];
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                if (!mask[x, y] && (x == 0 || y == 0 || x == mask.Width - 1 || y == mask.Height - 1))
                {
                    open[labels[x, y]] = true;
                }
            }
        }

        using BinaryMask found = mask.Clone();
        found.FillHoles();
        AssertPixels(mask, (x, y) => mask[x, y] || !open[labels[x, y]], found);
    }, iter: 300);

    [Fact]
    public void A_negative_area_is_misuse()
    {
        using var mask = new BinaryMask(3, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => mask.RemoveSmallComponents(-1));
    }

    [Fact]
    public void Filters_allocate_next_to_nothing_once_warm()
    {
        using BinaryMask mask = Random(1000, 800, 0.4, 3);
        Assert.InRange(AllocatedBytes.LeastOf(() => Filter(mask)), 0, 4096);

        static void Filter(BinaryMask mask)
        {
            using BinaryMask copy = mask.Clone();
            copy.RemoveSmallComponents(5);
            copy.FillHoles();
            copy.KeepLargestComponent();
        }
    }

    private static BinaryMask Random(int width, int height, double density, int seed)
    {
        var random = new Random(seed);
        var mask = new BinaryMask(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                mask[x, y] = random.NextDouble() < density;
            }
        }

        return mask;
    }

    private static int[,] Label(BinaryMask mask, bool value, bool diagonal, out List<int> areas)
    {
        var labels = new int[mask.Width, mask.Height];
        areas = [];
        var seen = new bool[mask.Width, mask.Height];
        var queue = new Queue<(int X, int Y)>();
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                if (seen[x, y] || mask[x, y] != value)
                {
                    continue;
                }

                seen[x, y] = true;
                queue.Enqueue((x, y));
                areas.Add(0);
                while (queue.TryDequeue(out (int X, int Y) p))
                {
                    labels[p.X, p.Y] = areas.Count - 1;
                    areas[^1]++;
                    for (int dy = -1; dy <= 1; dy++)
                    {
                        for (int dx = -1; dx <= 1; dx++)
                        {
                            (int nx, int ny) = (p.X + dx, p.Y + dy);
                            bool isNeighbour = diagonal || dx == 0 || dy == 0;
                            if (isNeighbour && nx >= 0 && ny >= 0 && nx < mask.Width && ny < mask.Height && !seen[nx, ny] && mask[nx, ny] == value)
                            {
                                seen[nx, ny] = true;
                                queue.Enqueue((nx, ny));
                            }
                        }
                    }
                }
            }
        }

        return labels;
    }

    private static void AssertPixels(BinaryMask like, Func<int, int, bool> expected, BinaryMask found)
    {
        using var wanted = new BinaryMask(like.Width, like.Height);
        for (int y = 0; y < like.Height; y++)
        {
            for (int x = 0; x < like.Width; x++)
            {
                wanted[x, y] = expected(x, y);
            }
        }

        Assert.True(wanted.ContentEquals(found));
    }
}
