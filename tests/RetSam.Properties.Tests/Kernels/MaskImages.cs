namespace RetSam.Properties.Tests.Kernels;

/// <summary>Mirror images and quarter turns of masks.</summary>
internal static class MaskImages
{
    /// <summary>A new mask with every pixel moved; it is as wide and high as the places of the corners ask for.</summary>
    public static BinaryMask Redraw(this BinaryMask mask, Func<int, int, (int X, int Y)> place)
    {
        (int X, int Y) first = place(0, 0);
        (int X, int Y) last = place(mask.Width - 1, mask.Height - 1);
        var image = new BinaryMask(Math.Max(first.X, last.X) + 1, Math.Max(first.Y, last.Y) + 1);
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            for (int i = run.Start; i < run.End; i++)
            {
                (int x, int y) = place(i, run.Y);
                image[x, y] = true;
            }
        }

        return image;
    }
}
