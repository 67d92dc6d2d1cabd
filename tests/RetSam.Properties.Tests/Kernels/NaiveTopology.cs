namespace RetSam.Properties.Tests.Kernels;

/// <summary>Topology by plain flood fill over one array of booleans: the reference that word-parallel kernels are held to.</summary>
internal static class NaiveTopology
{
    private static readonly (int X, int Y)[] Ring = [(1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1)];

    public static bool IsSet(BinaryMask mask, int x, int y) => x >= 0 && y >= 0 && x < mask.Width && y < mask.Height && mask[x, y];

    /// <summary>The number of 8-connected objects, and of 4-connected holes (clear parts that do not reach the outside of the frame).</summary>
    public static (int Objects, int Holes) Count(BinaryMask mask)
    {
        int width = mask.Width + 2;
        int height = mask.Height + 2;
        bool[] set = new bool[width * height];
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                set[(y + 1) * width + x + 1] = mask[x, y];
            }
        }

        bool[] seen = new bool[set.Length];
        int objects = 0;
        int clearParts = 0;
        var stack = new Stack<int>();
        for (int i = 0; i < set.Length; i++)
        {
            if (seen[i])
            {
                continue;
            }

            bool value = set[i];
            objects += value ? 1 : 0;
            clearParts += value ? 0 : 1;
            seen[i] = true;
            stack.Push(i);
            while (stack.TryPop(out int at))
            {
                foreach ((int dx, int dy) in Ring)
                {
                    int x = at % width + dx;
                    int y = at / width + dy;
                    bool connected = value || dx == 0 || dy == 0;
                    if (connected && x >= 0 && y >= 0 && x < width && y < height && !seen[y * width + x] && set[y * width + x] == value)
                    {
                        seen[y * width + x] = true;
                        stack.Push(y * width + x);
                    }
                }
            }
        }

        return (objects, clearParts - 1);
    }

    /// <summary>The number of set neighbours.</summary>
    public static int CountNeighbours(BinaryMask mask, int x, int y) => Ring.Count(n => IsSet(mask, x + n.X, y + n.Y));

    /// <summary>
    /// Whether clearing a pixel keeps the topology, by the definition: its set neighbours are one 8-connected part, and the clear
    /// 4-neighbours are in one part that is 4-connected within the eight neighbours.
    /// </summary>
    public static bool IsSimple(BinaryMask mask, int x, int y)
    {
        var window = new BinaryMask(3, 3);
        foreach ((int dx, int dy) in Ring)
        {
            window[1 + dx, 1 + dy] = IsSet(mask, x + dx, y + dy);
        }

        return Parts(window, set: true, eight: true) == 1 && Parts(window, set: false, eight: false) == 1;
    }

    /// <summary>A pixel that a thinning must not leave: simple and not an end.</summary>
    public static bool IsRemovable(BinaryMask mask, int x, int y) => mask[x, y] && CountNeighbours(mask, x, y) >= 2 && IsSimple(mask, x, y);

    /// <summary>Parts of a 3x3 window without its centre; clear parts count only when they hold a 4-neighbour of the centre.</summary>
    private static int Parts(BinaryMask window, bool set, bool eight)
    {
        int parts = 0;
        bool[,] seen = new bool[3, 3];
        foreach ((int dx, int dy) in Ring)
        {
            bool startsPart = set || dx == 0 || dy == 0;
            if (!startsPart || seen[1 + dx, 1 + dy] || window[1 + dx, 1 + dy] != set)
            {
                continue;
            }

            parts++;
            Fill(window, set, eight, seen, 1 + dx, 1 + dy);
        }

        return parts;
    }

    private static void Fill(BinaryMask window, bool set, bool eight, bool[,] seen, int x, int y)
    {
        if (x < 0 || y < 0 || x > 2 || y > 2 || (x == 1 && y == 1) || seen[x, y] || window[x, y] != set)
        {
            return;
        }

        seen[x, y] = true;
        foreach ((int dx, int dy) in Ring)
        {
            if (eight || dx == 0 || dy == 0)
            {
                Fill(window, set, eight, seen, x + dx, y + dy);
            }
        }
    }
}
