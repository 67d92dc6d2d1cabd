namespace RetSam.Biomarkers.Quality;

/// <summary>Gradients of green at the middle scale: the small copy averaged over 4x4 pixels.</summary>
internal static class MiddleGradients
{
    private const int Block = 4;
    private const int Side = QualityFrame.Side / Block;
    private const int BlocksPerTile = QualityFrame.TileSide / Block;

    /// <summary>The mean over interior tiles of the squared differences to the right and down, in squared levels.</summary>
    public static double MeanEnergy(in QualityFrame frame, ReadOnlySpan<bool> interior)
    {
        Span<int> sums = stackalloc int[Side * Side];
        Add(frame.Green, sums);
        long energy = 0;
        long count = 0;
        for (int y = 0; y < Side - 1; y++)
        {
            for (int x = 0; x < Side - 1; x++)
            {
                if (interior[y / BlocksPerTile * QualityFrame.TilesPerSide + x / BlocksPerTile])
                {
                    int i = y * Side + x;
                    long right = sums[i + 1] - sums[i];
                    long down = sums[i + Side] - sums[i];
                    energy += right * right + down * down;
                    count++;
                }
            }
        }

        const double SumPerLevel = Block * Block * QualityFrame.StepsPerLevel;
        return count == 0 ? 0 : energy / (SumPerLevel * SumPerLevel) / count;
    }

    private static void Add(ReadOnlySpan<int> green, Span<int> sums)
    {
        sums.Clear();
        for (int y = 0; y < QualityFrame.Side; y++)
        {
            ReadOnlySpan<int> row = green.Slice(y * QualityFrame.Side, QualityFrame.Side);
            Span<int> target = sums.Slice(y / Block * Side, Side);
            for (int x = 0; x < target.Length; x++)
            {
                target[x] += row[Block * x] + row[Block * x + 1] + row[Block * x + 2] + row[Block * x + 3];
            }
        }
    }
}
