using System.Buffers;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// Geodesic fill, or reconstruction by dilation (Vincent 1993): the objects of a mask that a marker touches, whole. Thread-safe: calls
/// share nothing. Scratch is pooled.
/// </summary>
/// <remarks>
/// The fixed point of dilating the marker inside the mask is the union of the mask's objects that meet it, so the objects are found
/// once from the mask's runs; the time grows with the mask's words and runs, however winding the way is that a dilation would have to go.
/// </remarks>
public static class GeodesicFill
{
    /// <summary>Grows a marker inside a mask for as long as there is a way, in place.</summary>
    /// <param name="marker">Where to start; on return the mask's objects that it touched. Pixels outside the mask are cleared.</param>
    /// <param name="mask">Where the fill may go; not changed.</param>
    /// <param name="diagonal">Whether pixels that touch by a corner are connected (8-connected) or not (4-connected).</param>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public static void Fill(BinaryMask marker, BinaryMask mask, bool diagonal = true)
    {
        ArgumentNullException.ThrowIfNull(marker);
        ArgumentNullException.ThrowIfNull(mask);
        if (marker.Width != mask.Width || marker.Height != mask.Height)
        {
            throw new ArgumentException($"The marker is {marker.Width}x{marker.Height}; the mask is {mask.Width}x{mask.Height}.", nameof(marker));
        }

        using MaskComponents components = MaskComponents.Find(mask, diagonal);
        bool[] touched = ArrayPool<bool>.Shared.Rent(Math.Max(1, components.Count));
        touched.AsSpan(0, components.Count).Clear();
        for (int i = 0; i < components.Count; i++)
        {
            touched[components.Roots[i]] |= Touches(marker, components.Runs[i]);
        }

        marker.Clear();
        for (int i = 0; i < components.Count; i++)
        {
            if (touched[components.Roots[i]])
            {
                MaskRun run = components.Runs[i];
                marker.SetRun(run.Y, run.Start, run.End);
            }
        }

        ArrayPool<bool>.Shared.Return(touched);
    }

    private static bool Touches(BinaryMask marker, MaskRun run)
    {
        ReadOnlySpan<ulong> row = marker.GetRow(run.Y);
        int first = run.Start >> 6;
        int last = (run.End - 1) >> 6;
        ulong fromStart = ulong.MaxValue << (run.Start & 63);
        ulong toEnd = ulong.MaxValue >> (63 - ((run.End - 1) & 63));
        return first == last
            ? (row[first] & fromStart & toEnd) != 0
            : (row[first] & fromStart) != 0 || (row[last] & toEnd) != 0 || row[(first + 1)..last].ContainsAnyExcept(0UL);
    }
}
