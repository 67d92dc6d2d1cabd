using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers.Tests.Kernels;

/// <summary>Boxes of eight grids at once against each grid by itself, pixel by pixel.</summary>
public class BoxGridTests
{
    /// <summary>The fields of one colour on a board of 4 x 4: how many quarters of a box each grid is moved back along the columns and rows.</summary>
    private static readonly (int Down, int Across)[] Offsets =
        [.. from down in Enumerable.Range(0, 4) from across in Enumerable.Range(0, 4) where (down + across) % 2 == 0 select (down, across)];

    [Theory]
    [InlineData(128, 2, 6)]
    [InlineData(96, 2, 5)]
    [InlineData(81, 3, 3)]
    public void Least_numbers_of_boxes_are_those_of_the_grids_one_by_one(int divisions, int factor, int sizes)
    {
        // An extent of a whole number of quarters of the smallest box, even at every size, so that which box a pixel is in needs no rule for ties.
        int extent = 4 * divisions;
        var random = new Random(divisions);
        for (int round = 0; round < 6; round++)
        {
            using BinaryMask mask = RandomPixels(extent, 1 << (2 * round), random);
            using var pixels = new SetPixels(mask);
            using var grids = new BoxGrids(pixels);
            grids.Count(divisions);
            for (int size = 0, n = divisions; size < sizes; size++, n /= factor)
            {
                if (size > 0)
                {
                    grids.Coarsen(factor);
                }

                int side = extent / n;
                List<Dictionary<(int, int), int>> plain = [.. Offsets.Select(offset => Count(pixels, side, offset))];
                double logTotal = Math.Log(pixels.Items.Length);
                BoxEntropies least = grids.FindLeastEntropies();
                Assert.Equal(Math.Log(plain.Min(boxes => boxes.Count)), least.Capacity);
                Assert.Equal(2 * logTotal - Math.Log(plain.Max(boxes => boxes.Values.Sum(m => (long)m * m))), least.Correlation);
                Assert.Equal(
                    logTotal - plain.Max(boxes => boxes.Values.Sum(m => m * Math.Log(m))) / pixels.Items.Length, least.Information, 1e-9);
            }
        }
    }

    private static Dictionary<(int Row, int Column), int> Count(SetPixels pixels, int side, (int Down, int Across) offset)
    {
        var boxes = new Dictionary<(int, int), int>();
        foreach ((int x, int y) in pixels.Items)
        {
            // Centres of pixels, in halves; no line of a grid runs through one.
            (int, int) box = ((2 * y + 1 + side * offset.Down / 2) / (2 * side), (2 * x + 1 + side * offset.Across / 2) / (2 * side));
            boxes[box] = boxes.GetValueOrDefault(box) + 1;
        }

        return boxes;
    }

    private static BinaryMask RandomPixels(int extent, int count, Random random)
    {
        var mask = new BinaryMask(extent, extent);
        (mask[0, 0], mask[extent - 1, extent - 1]) = (true, true);
        for (int i = 0; i < count; i++)
        {
            // Many together here, few there.
            (int x, int y) = (random.Next(extent), random.Next(extent));
            for (int j = random.Next(20); j >= 0; j--)
            {
                mask[Math.Min(extent - 1, x + random.Next(1 + j)), Math.Min(extent - 1, y + random.Next(1 + j))] = true;
            }
        }

        return mask;
    }
}
