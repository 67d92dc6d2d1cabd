using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>
/// Box counting as the reference implementation does it: one grid from the top left corner at each size, and the last row and the
/// last column of boxes not counted.
/// </summary>
internal static class ReferenceBoxDimension
{
    private const int SmallestBox = 10;
    private const int LargestBox = 195;
    private const int Step = 5;

    /// <summary>The fit over the sizes at which any box is occupied; <see langword="null"/> when there are fewer than three.</summary>
    public static FractalFit? Fit(BinaryMask mask)
    {
        // From the largest to the smallest, the order in which a fit names its range.
        var boxes = new List<double>();
        var logarithms = new List<double>();
        for (int side = LargestBox; side >= SmallestBox; side -= Step)
        {
            int occupied = CountOccupied(mask, side);
            if (occupied > 0)
            {
                boxes.Add(side);
                logarithms.Add(Math.Log(occupied));
            }
        }

        return boxes.Count < 3 ? null : FractalFit.Of([.. boxes], [.. logarithms]);
    }

    private static int CountOccupied(BinaryMask mask, int side)
    {
        int columns = (mask.Width + side - 1) / side - 1;
        int rows = (mask.Height + side - 1) / side - 1;
        int occupied = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                occupied += mask.CountPixels(new PixelRect(column * side, row * side, side, side)) > 0 ? 1 : 0;
            }
        }

        return occupied;
    }
}
