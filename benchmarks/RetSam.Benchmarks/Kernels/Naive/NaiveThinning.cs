namespace RetSam.Benchmarks.Kernels.Naive;

/// <summary>The thinning of Zhang and Suen as a textbook writes it: two sub-iterations over all pixels until nothing changes.</summary>
internal static class NaiveThinning
{
    /// <summary>Thins in place; 1 is set, and the outermost pixels must be clear.</summary>
    public static void Thin(byte[] pixels, int width, int height)
    {
        var removed = new List<int>();
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int half = 0; half < 2; half++)
            {
                removed.Clear();
                for (int y = 1; y < height - 1; y++)
                {
                    for (int x = 1; x < width - 1; x++)
                    {
                        if (pixels[y * width + x] == 1 && IsRemovable(pixels, width, x, y, half))
                        {
                            removed.Add(y * width + x);
                        }
                    }
                }

                foreach (int i in removed)
                {
                    pixels[i] = 0;
                }

                changed |= removed.Count > 0;
            }
        }
    }

    private static bool IsRemovable(byte[] pixels, int width, int x, int y, int half)
    {
        int at = y * width + x;
        int n = pixels[at - width];
        int ne = pixels[at - width + 1];
        int e = pixels[at + 1];
        int se = pixels[at + width + 1];
        int s = pixels[at + width];
        int sw = pixels[at + width - 1];
        int w = pixels[at - 1];
        int nw = pixels[at - width - 1];
        int neighbours = n + ne + e + se + s + sw + w + nw;
        int crossings = (n < ne ? 1 : 0) + (ne < e ? 1 : 0) + (e < se ? 1 : 0) + (se < s ? 1 : 0)
            + (s < sw ? 1 : 0) + (sw < w ? 1 : 0) + (w < nw ? 1 : 0) + (nw < n ? 1 : 0);
        return neighbours is >= 2 and <= 6 && crossings == 1
            && (half == 0 ? n * e * s == 0 && e * s * w == 0 : n * e * w == 0 && n * s * w == 0);
    }
}
