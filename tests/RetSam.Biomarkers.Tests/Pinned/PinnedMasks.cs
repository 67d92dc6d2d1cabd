using RetSam.Biomarkers.Tests.Graph;

namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>Small masks of every kind: blobs and noise of chance at widths around whole words, and shapes drawn by hand.</summary>
internal static class PinnedMasks
{
    /// <summary>For kernels: anything a mask can be.</summary>
    public static IEnumerable<(string Name, BinaryMask Mask)> All()
    {
        foreach ((int width, int height, int blobs) in new[] { (63, 40, 5), (64, 64, 9), (65, 70, 4), (130, 90, 12), (333, 120, 25), (600, 75, 30), (1100, 40, 20) })
        {
            yield return ($"blobs {width}x{height}", Blobs(width, height, blobs, (uint)(width + blobs)));
        }

        foreach ((int width, int height, int percent) in new[] { (50, 60, 10), (64, 33, 45), (129, 50, 70), (520, 30, 90), (200, 200, 3) })
        {
            yield return ($"noise {width}x{height} {percent} %", Noise(width, height, percent, (uint)(width * percent)));
        }

        yield return ("full 70x30", BinaryMask.Full(70, 30));
        yield return ("full 1x1", BinaryMask.Full(1, 1));
        yield return ("full 300x1", BinaryMask.Full(300, 1));
        yield return ("full 1x90", BinaryMask.Full(1, 90));
        yield return ("one pixel", Drawing.Where(90, 40, (x, y) => x == 64 && y == 17));
        yield return ("empty", new BinaryMask(67, 20));
        yield return ("chessboard", Drawing.Where(70, 40, (x, y) => ((int)x + (int)y) % 2 == 0));
        yield return ("frame", Drawing.Where(131, 60, (x, y) => x is 0 or 130 || y is 0 or 59));
        yield return ("stripes", Drawing.Where(128, 64, (x, y) => (x + 3 * y) % 11 < 4));
        yield return ("all but one", Drawing.Where(190, 50, (x, y) => x != 70 || y != 20));
        yield return ("ellipse", Drawing.Ellipse(220, 160, 104.3, 77.6, 83, 41, 27));
        yield return ("disc", Drawing.Circle(150, 150, 74, 75, 60));
        yield return ("disc at the corner", Drawing.Circle(150, 90, 3, 4, 55));
        yield return ("ring", Drawing.Where(160, 160, (x, y) => double.Hypot(x - 80, y - 79) is > 40 and < 60));
        yield return ("crescent", Drawing.Where(160, 160, (x, y) => double.Hypot(x - 80, y - 79) < 60 && double.Hypot(x - 105, y - 70) > 50));
        yield return ("triangle", Drawing.Where(120, 100, (x, y) => y > 10 && x - 15 > 0.4 * (y - 10) && x + 0.9 * y < 110));
        yield return ("line at 31 degrees", Drawing.Line(140, 120, 31));
        yield return ("line at 90 degrees", Drawing.Line(140, 120, 90));
        yield return ("cross with pinholes", Drawing.Where(100, 100, (x, y) => (Math.Abs(x - 50) < 9 || Math.Abs(y - 40) < 12) && ((int)x % 13 != 4 || (int)y % 7 != 2)));
        foreach ((string name, BinaryMask mask) in Vessels().Where(v => v.Name is "crossing" or "net" or "spurs"))
        {
            yield return (name, mask);
        }
    }

    /// <summary>For the graph: vessels as hard to follow as they come.</summary>
    public static IEnumerable<(string Name, BinaryMask Mask)> Vessels()
    {
        yield return ("straight", New().Segment(20, 30, 180, 90, 6));
        yield return ("tapering", New().Taper(15, 100, 14, 185, 120, 3));
        yield return ("one pixel wide", Drawing.Line(200, 170, 40));
        yield return ("crossing", New().Segment(20, 40, 180, 150, 7).Segment(30, 160, 170, 30, 5));
        yield return ("flat crossing", New().Segment(10, 90, 190, 110, 6).Segment(10, 118, 190, 84, 6));
        yield return ("bifurcation", New().Segment(10, 100, 100, 95, 8).Segment(100, 95, 180, 50, 6).Segment(100, 95, 185, 130, 5));
        yield return ("two bifurcations near", New().Segment(10, 100, 190, 100, 7).Segment(95, 100, 150, 30, 5).Segment(104, 100, 160, 170, 5));
        yield return ("star", New().Segment(100, 100, 190, 100, 5).Segment(100, 100, 130, 15, 5).Segment(100, 100, 25, 45, 6).Segment(100, 100, 30, 160, 4).Segment(100, 100, 130, 185, 5));
        yield return ("ring", New().Arc(100, 100, 60, 7));
        yield return ("ring with tails", New().Arc(100, 100, 45, 6).Segment(145, 100, 195, 90, 6).Segment(55, 100, 5, 120, 5));
        yield return ("two rings", New().Arc(60, 100, 35, 5).Arc(140, 100, 35, 5).Segment(95, 100, 105, 100, 5));
        yield return ("loop with a tail below", New().Arc(100, 60, 35, 6).Segment(100, 95, 104, 180, 6));
        yield return ("loop with a tail above", New().Arc(100, 140, 35, 6).Segment(100, 105, 96, 20, 6));
        yield return ("loop with a tail aside", New().Arc(140, 100, 35, 5).Segment(105, 100, 10, 92, 7));
        yield return ("wavy ring", New().Curve(a => (100 + (60 + 7 * Math.Sin(5 * a)) * Math.Cos(a), 100 + (60 + 7 * Math.Sin(5 * a)) * Math.Sin(a)), 0, 2 * Math.PI, 6, 200));
        yield return ("slightly wavy ring", New().Curve(a => (100 + (70 + 1.2 * Math.Sin(6 * a)) * Math.Cos(a), 100 + (70 + 1.2 * Math.Sin(6 * a)) * Math.Sin(a)), 0, 2 * Math.PI, 5, 200));
        yield return ("hook", New().Arc(110, 95, 55, 8, 0.5, 4.3));
        yield return ("small loop", New().Segment(10, 100, 190, 100, 5).Arc(100, 88, 12, 4));
        yield return ("wave", New().Curve(t => (t, 100 + 25 * Math.Sin(t / 13)), 10, 190, 6));
        yield return ("tight wave", New().Curve(t => (t, 90 + 9 * Math.Sin(t / 5)), 10, 190, 4));
        yield return ("side by side", New().Segment(10, 90, 190, 97, 6).Segment(10, 110, 190, 101, 5));
        yield return ("passing near", New().Segment(10, 50, 190, 96, 6).Segment(10, 148, 190, 100, 6));
        yield return ("spurs", New().Segment(10, 100, 190, 100, 9).Segment(50, 100, 53, 92, 2).Segment(80, 100, 86, 112, 3).Segment(120, 100, 135, 82, 3).Segment(160, 100, 161, 94, 1));
        yield return ("bulge", New().Segment(10, 100, 190, 100, 5).Disc(100, 101, 14));
        yield return ("disc", New().Disc(100, 100, 40));
        yield return ("dots", New().Disc(30, 30, 1).Disc(60, 30, 2).Disc(100, 30, 3.5).Fill(140, 30, 141, 30, (_, _) => true).Fill(170, 30, 171, 31, (_, _) => true));
        yield return ("out of the frame", New().Segment(-20, 60, 220, 130, 8).Segment(100, 90, 120, 230, 6));
        yield return ("along the border", New().Segment(0, 0, 199, 0, 6).Segment(0, 0, 0, 199, 8).Segment(199, 30, 199, 170, 5));
        yield return ("net", New().Segment(5, 50, 195, 60, 4).Segment(5, 110, 195, 100, 5).Segment(5, 160, 195, 165, 4).Segment(50, 5, 45, 195, 4).Segment(100, 5, 105, 195, 5).Segment(150, 5, 158, 195, 4));
        yield return ("gap", New().Bar(10, 80, 90, 90, 7).Bar(96, 91, 190, 100, 7));
        yield return ("blobs", Blobs(200, 200, 30, 11));
        yield return ("sparse noise", Noise(90, 90, 30, 5));
        yield return ("dense noise", Noise(90, 90, 60, 6));
    }

    /// <summary>Discs and bars of chance, with pixels knocked out of their walls.</summary>
    public static BinaryMask Blobs(int width, int height, int count, uint seed)
    {
        var mask = new BinaryMask(width, height);
        uint state = seed;
        for (int i = 0; i < count; i++)
        {
            (double x, double y) = (Next(ref state, width), Next(ref state, height));
            if (i % 3 == 0)
            {
                mask.Segment(x, y, Next(ref state, width), Next(ref state, height), 2 + Next(ref state, 7));
            }
            else
            {
                mask.Disc(x, y, 1 + Next(ref state, height) / 7.0);
            }
        }

        for (int i = 0; i < count * 8; i++)
        {
            mask[Next(ref state, width), Next(ref state, height)] ^= true;
        }

        return mask;
    }

    /// <summary>Vessels of any width and course, one over the other; some end in each other, some leave the frame.</summary>
    public static BinaryMask Tangle(int width, int height, int count, uint seed)
    {
        var mask = new BinaryMask(width, height);
        uint state = seed;
        (double x, double y) = (Next(ref state, width), Next(ref state, height));
        for (int i = 0; i < count; i++)
        {
            double calibre = 2 + Next(ref state, 90) / 10.0;
            (double toX, double toY) = (Next(ref state, width + 40) - 20, Next(ref state, height + 40) - 20);
            switch (Next(ref state, 6))
            {
                case 0:
                    mask.Arc(x, y, 8 + Next(ref state, 45), calibre, Next(ref state, 60) / 10.0, 1 + Next(ref state, 50) / 10.0);
                    break;
                case 1:
                    mask.Taper(x, y, calibre, toX, toY, 1 + calibre / 3);
                    break;
                case 2:
                    (double cx, double cy, double radius, int waves) = (x, y, 20 + Next(ref state, 25), 2 + Next(ref state, 6));
                    mask.Curve(a => (cx + (radius + 5 * Math.Sin(waves * a)) * Math.Cos(a), cy + (radius + 5 * Math.Sin(waves * a)) * Math.Sin(a)), 0, 2 * Math.PI, calibre, 120);
                    break;
                default:
                    mask.Segment(x, y, toX, toY, calibre);
                    break;
            }

            // The next one begins where this one ended, or branches off it, or anywhere.
            double part = Next(ref state, 3) / 2.0;
            (x, y) = Next(ref state, 3) == 0 ? (Next(ref state, width), Next(ref state, height)) : (x + part * (toX - x), y + part * (toY - y));
        }

        // Holes, of which some fall on a vessel.
        for (int i = 0; i < count * 6; i++)
        {
            (int left, int top, int side) = (Next(ref state, width), Next(ref state, height), 1 + Next(ref state, 3));
            for (int at = 0; at < side * side; at++)
            {
                mask[Math.Min(left + at % side, width - 1), Math.Min(top + at / side, height - 1)] = false;
            }
        }

        return mask;
    }

    private static BinaryMask New() => new(200, 200);

    private static BinaryMask Noise(int width, int height, int percent, uint seed)
    {
        uint state = seed;
        return Drawing.Where(width, height, (_, _) => Next(ref state, 100) < percent);
    }

    /// <summary>The next of a row of numbers of chance, below a bound; whole numbers, so that they are the same everywhere.</summary>
    public static int Next(ref uint state, int below)
    {
        state = state * 1664525 + 1013904223;
        return (int)((ulong)state * (uint)below >> 32);
    }
}
