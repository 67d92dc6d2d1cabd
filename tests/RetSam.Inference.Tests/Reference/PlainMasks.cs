namespace RetSam.Inference.Tests;

/// <summary>Sets of pixels as plain arrays, for what is done to masks.</summary>
internal static class PlainMasks
{
    /// <summary>Takes away 8-connected components of fewer pixels than that.</summary>
    public static bool[] WithoutSmall(bool[] mask, int width, int minimum) => Keep(mask, width, component => component.Count >= minimum);

    public static bool[] Largest(bool[] mask, int width)
    {
        int largest = Components(mask, width).Select(c => c.Count).DefaultIfEmpty(0).Max();
        return Keep(mask, width, component => component.Count == largest);
    }

    /// <summary>Everything that cannot be reached from the frame by steps up, down, left and right outside the mask.</summary>
    public static bool[] Filled(bool[] mask, int width)
    {
        int height = mask.Length / width;
        bool[] outside = new bool[mask.Length];
        var open = new Stack<int>(Enumerable.Range(0, mask.Length).Where(i => i % width == 0 || i % width == width - 1 || i / width == 0 || i / width == height - 1));
        while (open.TryPop(out int i))
        {
            if (mask[i] || outside[i])
            {
                continue;
            }

            outside[i] = true;
            (int y, int x) = Math.DivRem(i, width);
            foreach ((int nx, int ny) in new[] { (x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1) })
            {
                if (nx >= 0 && nx < width && ny >= 0 && ny < height)
                {
                    open.Push(ny * width + nx);
                }
            }
        }

        return [.. outside.Select(o => !o)];
    }

    private static bool[] Keep(bool[] mask, int width, Func<List<int>, bool> isKept)
    {
        bool[] kept = new bool[mask.Length];
        foreach (int pixel in Components(mask, width).Where(isKept).SelectMany(c => c))
        {
            kept[pixel] = true;
        }

        return kept;
    }

    private static List<List<int>> Components(bool[] mask, int width)
    {
        int height = mask.Length / width;
        bool[] seen = new bool[mask.Length];
        var components = new List<List<int>>();
        for (int start = 0; start < mask.Length; start++)
        {
            if (!mask[start] || seen[start])
            {
                continue;
            }

            var component = new List<int> { start };
            seen[start] = true;
            for (int next = 0; next < component.Count; next++)
            {
                (int y, int x) = Math.DivRem(component[next], width);
                for (int i = 0; i < 9; i++)
                {
                    (int nx, int ny) = (x + i % 3 - 1, y + i / 3 - 1);
                    int n = ny * width + nx;
                    if (nx >= 0 && nx < width && ny >= 0 && ny < height && mask[n] && !seen[n])
                    {
                        seen[n] = true;
                        component.Add(n);
                    }
                }
            }

            components.Add(component);
        }

        return components;
    }
}
