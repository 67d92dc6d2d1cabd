using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// Thins objects to lines one pixel wide without changing their topology: for every mask the result has as many 8-connected objects
/// and as many 4-connected holes as the input. The outside of the frame counts as clear, so the result does not depend on how much
/// clear margin a mask has. Thread-safe: calls on different masks share nothing.
/// </summary>
/// <remarks>
/// <para>
/// Pixels are removed in passes from the north, south, east and west in turn. A pass removes, all at once, every pixel whose
/// neighbour on that side is clear, that is simple (removing it changes no topology: its Hilditch crossing number is 1) and that has
/// at least two neighbours, so that ends of lines stay. Removing from one side at a time keeps the topology (Rosenfeld, Information
/// and Control 1975;29:286): it meets the conditions of Ronse (Discrete Applied Mathematics 1988;21:67) for every mask, which the two
/// sub-iterations of Zhang and Suen do not. Opposite sides take turns, so the line stays in the middle, to half a pixel where a
/// width is even.
/// </para>
/// <para>
/// When nothing can be removed any more, no pixel is left that is simple and not an end. A block of 2x2 pixels can then be left only
/// where each of its four pixels is needed, as where four diagonal branches meet in a block: removing any one of the four would cut
/// a branch off, and no subset of the input without the block has the same topology.
/// </para>
/// <para>
/// The eight neighbours of 64 to 512 pixels are looked at together as shifted words, and only blocks of words near a change are
/// looked at again.
/// </para>
/// </remarks>
public static class Thinning
{
    /// <summary>The skeleton of a mask, as a new mask of the same size. The caller disposes it.</summary>
    public static BinaryMask Skeletonize(BinaryMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        BinaryMask skeleton = mask.Clone();
        Thin(skeleton);
        return skeleton;
    }

    /// <summary>Thins a mask in place.</summary>
    /// <exception cref="ArgumentException">The mask is too large for the working buffer.</exception>
    public static void Thin(BinaryMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.WordsPerRow >= Words512.Count && Vector512.IsHardwareAccelerated)
        {
            Thin<Words512>(mask);
        }
        else if (mask.WordsPerRow >= Words256.Count && Vector256.IsHardwareAccelerated)
        {
            Thin<Words256>(mask);
        }
        else if (mask.WordsPerRow >= Words128.Count && Vector128.IsHardwareAccelerated)
        {
            Thin<Words128>(mask);
        }
        else
        {
            Thin<Words64>(mask);
        }
    }

    /// <summary>Thins at a given width. Every width gives the same bits.</summary>
    internal static void Thin<TWords>(BinaryMask mask)
        where TWords : struct, IWordLanes<TWords>
    {
        using var work = new ThinningWork<TWords>(mask);
        work.Run();
        work.CopyTo(mask);
    }
}
