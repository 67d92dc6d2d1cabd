namespace RetSam.Properties.Tests.Kernels;

/// <summary>Morphology by its definition, pixel by pixel and offset by offset.</summary>
internal static class NaiveMorphology
{
    public static Func<int, int, bool> Disc(double radius) => (dx, dy) => dx * dx + dy * dy <= radius * radius;

    public static Func<int, int, bool> Rectangle(int width, int height) => (dx, dy) => Math.Abs(dx) <= width / 2 && Math.Abs(dy) <= height / 2;

    public static BinaryMask Dilate(BinaryMask mask, Func<int, int, bool> covers, int reach)
        => Map(mask, (x, y) => Near(mask, x, y, covers, reach, wanted: true));

    public static BinaryMask Erode(BinaryMask mask, Func<int, int, bool> covers, int reach)
        => Map(mask, (x, y) => !Near(mask, x, y, covers, reach, wanted: false));

    /// <summary>Dilates the marker by one pixel inside the mask until it does not change any more.</summary>
    public static BinaryMask Fill(BinaryMask marker, BinaryMask mask, bool diagonal)
    {
        BinaryMask result = marker.Clone();
        result.IntersectWith(mask);
        while (true)
        {
            BinaryMask next = Dilate(result, (dx, dy) => diagonal || dx == 0 || dy == 0, reach: 1);
            next.IntersectWith(mask);
            bool same = next.ContentEquals(result);
            result.Dispose();
            result = next;
            if (same)
            {
                return result;
            }
        }
    }

    private static bool Near(BinaryMask mask, int x, int y, Func<int, int, bool> covers, int reach, bool wanted)
    {
        for (int ny = Math.Max(0, y - reach); ny <= Math.Min(mask.Height - 1, y + reach); ny++)
        {
            for (int nx = Math.Max(0, x - reach); nx <= Math.Min(mask.Width - 1, x + reach); nx++)
            {
                if (mask[nx, ny] == wanted && covers(nx - x, ny - y))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static BinaryMask Map(BinaryMask mask, Func<int, int, bool> isSet)
    {
        var result = new BinaryMask(mask.Width, mask.Height);
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                result[x, y] = isSet(x, y);
            }
        }

        return result;
    }
}
