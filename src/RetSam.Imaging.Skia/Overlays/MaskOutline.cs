using System.Numerics;
using SkiaSharp;

namespace RetSam.Imaging.Skia;

/// <summary>The border of a mask as closed lines, holes included.</summary>
internal static class MaskOutline
{
    /// <summary>The number of places where the mask begins along a row: a measure of how long its border is.</summary>
    public static int CountLeftEdges(BinaryMask mask)
    {
        int count = 0;
        for (int y = 0; y < mask.Height; y++)
        {
            ulong carry = 0;
            foreach (ulong word in mask.GetRow(y))
            {
                count += BitOperations.PopCount(word & ~(word << 1 | carry));
                carry = word >> 63;
            }
        }

        return count;
    }

    /// <summary>
    /// Follows the cracks between set and clear pixels, and joins the middles of successive cracks, which turns stairs into slopes.
    /// In Skia's coordinates: pixel (x, y) spans x..x+1 by y..y+1.
    /// </summary>
    public static SKPath Trace(BinaryMask mask)
    {
        using var builder = new SKPathBuilder();
        using var visited = new BinaryMask(mask.Width, mask.Height);
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            // Every border, outer or inner, has cracks where a run begins: those start the walks.
            if (!visited[run.Start, run.Y])
            {
                Follow(mask, visited, run.Start, run.Y, builder);
            }
        }

        return builder.Detach();
    }

    /// <summary>Walks one border with the mask on the right hand, from the left crack of a run's first pixel, upwards.</summary>
    private static void Follow(BinaryMask mask, BinaryMask visited, int startX, int startY, SKPathBuilder builder)
    {
        // A walker stands on a corner (x, y) of the grid and looks along (dx, dy); the crack ahead has the mask to its right.
        int x = startX;
        int y = startY + 1;
        int dx = 0;
        int dy = -1;
        bool first = true;
        do
        {
            if (dx == 0 && dy == -1)
            {
                visited[x, y - 1] = true;
            }

            var middle = new SKPoint(x + dx * 0.5f, y + dy * 0.5f);
            if (first)
            {
                builder.MoveTo(middle);
                first = false;
            }
            else
            {
                builder.LineTo(middle);
            }

            x += dx;
            y += dy;

            // Ahead of the corner lie two pixels; the mask's border turns left around a set one there, right around a clear one.
            bool leftAhead = At(mask, x, y, dx + dy, dy - dx);
            bool rightAhead = At(mask, x, y, dx - dy, dy + dx);
            if (leftAhead && rightAhead)
            {
                (dx, dy) = (dy, -dx);
            }
            else if (!rightAhead)
            {
                (dx, dy) = (-dy, dx);
            }
        }
        while (x != startX || y != startY + 1 || dx != 0 || dy != -1);

        builder.Close();
    }

    /// <summary>The pixel diagonally off a corner, towards (sx, sy) = (+-1, +-1).</summary>
    private static bool At(BinaryMask mask, int x, int y, int sx, int sy)
    {
        int px = sx > 0 ? x : x - 1;
        int py = sy > 0 ? y : y - 1;
        return (uint)px < (uint)mask.Width && (uint)py < (uint)mask.Height && mask[px, py];
    }
}
