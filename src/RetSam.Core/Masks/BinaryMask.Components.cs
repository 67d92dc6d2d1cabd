namespace RetSam;

/// <content>Filters by connected component, in place. Set pixels are 8-connected, clear pixels 4-connected; scratch is pooled.</content>
public sealed partial class BinaryMask
{
    /// <summary>Clears every 8-connected component of fewer pixels than asked for.</summary>
    /// <param name="minimumArea">The smallest area that stays, in px2; 0 and 1 keep everything.</param>
    /// <exception cref="ArgumentOutOfRangeException">The area is negative.</exception>
    public void RemoveSmallComponents(int minimumArea)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimumArea);
        if (minimumArea <= 1)
        {
            return;
        }

        using MaskComponents components = MaskComponents.Find(this, diagonal: true);
        for (int i = 0; i < components.Count; i++)
        {
            if (components.Areas[components.Roots[i]] < minimumArea)
            {
                WriteRun(components.Runs[i], set: false);
            }
        }
    }

    /// <summary>Clears every 8-connected component but the one with the most pixels; of equals, the one met first in reading order stays.</summary>
    public void KeepLargestComponent()
    {
        using MaskComponents components = MaskComponents.Find(this, diagonal: true);
        int largest = 0;
        for (int i = 1; i < components.Count; i++)
        {
            largest = components.Areas[i] > components.Areas[largest] ? i : largest;
        }

        for (int i = 0; i < components.Count; i++)
        {
            if (components.Roots[i] != largest)
            {
                WriteRun(components.Runs[i], set: false);
            }
        }
    }

    /// <summary>Sets every clear pixel that has no 4-connected path of clear pixels to the edge of the mask.</summary>
    public void FillHoles()
    {
        using BinaryMask background = Clone();
        background.Invert();
        using MaskComponents components = MaskComponents.Find(background, diagonal: false);
        bool[] open = System.Buffers.ArrayPool<bool>.Shared.Rent(Math.Max(1, components.Count));
        try
        {
            open.AsSpan(0, components.Count).Clear();
            for (int i = 0; i < components.Count; i++)
            {
                MaskRun run = components.Runs[i];
                open[components.Roots[i]] |= run.Y == 0 || run.Y == Height - 1 || run.Start == 0 || run.End == Width;
            }

            for (int i = 0; i < components.Count; i++)
            {
                if (!open[components.Roots[i]])
                {
                    WriteRun(components.Runs[i], set: true);
                }
            }
        }
        finally
        {
            System.Buffers.ArrayPool<bool>.Shared.Return(open);
        }
    }

    /// <summary>Sets or clears the pixels of one run, a word at a time.</summary>
    private void WriteRun(MaskRun run, bool set)
    {
        Span<ulong> row = GetRow(run.Y);
        int first = run.Start >> 6;
        int last = (run.End - 1) >> 6;
        for (int w = first; w <= last; w++)
        {
            ulong bits = ulong.MaxValue;
            bits &= w == first ? ulong.MaxValue << (run.Start & 63) : ulong.MaxValue;
            bits &= w == last ? ulong.MaxValue >> (63 - ((run.End - 1) & 63)) : ulong.MaxValue;
            row[w] = set ? row[w] | bits : row[w] & ~bits;
        }
    }
}
