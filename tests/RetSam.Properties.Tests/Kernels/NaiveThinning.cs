namespace RetSam.Properties.Tests.Kernels;

/// <summary>
/// The thinning that the kernel's documentation describes, pixel by pixel: from each side in turn, remove at once every simple pixel
/// that is clear on that side and has two neighbours or more, until a round removes none.
/// </summary>
internal static class NaiveThinning
{
    public static BinaryMask Skeletonize(BinaryMask mask)
    {
        BinaryMask result = mask.Clone();
        int idle = 0;
        for (int pass = 0; idle < 4; pass++)
        {
            (int dx, int dy) = (pass % 4) switch
            {
                0 => (0, -1),
                1 => (0, 1),
                2 => (1, 0),
                _ => (-1, 0),
            };
            using BinaryMask before = result.Clone();
            bool changed = false;
            for (int y = 0; y < mask.Height; y++)
            {
                for (int x = 0; x < mask.Width; x++)
                {
                    if (before[x, y] && !NaiveTopology.IsSet(before, x + dx, y + dy) && NaiveTopology.IsRemovable(before, x, y))
                    {
                        result[x, y] = false;
                        changed = true;
                    }
                }
            }

            idle = changed ? 0 : idle + 1;
        }

        return result;
    }
}
