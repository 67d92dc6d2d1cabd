using CsCheck;

namespace RetSam.Properties.Tests.Kernels;

/// <summary>Masks of every kind that a kernel can meet: noise of any density, blobs, lines, frames, boards, at widths around whole words.</summary>
internal static class MaskGen
{
    private static readonly int[] AroundOneWord = [1, 63, 64, 65, 127, 128, 129];

    private static readonly int[] AroundSeveralWords = [255, 256, 257, 511, 512, 513, 600];

    private static readonly Gen<int> Side = Gen.OneOf(Gen.Int[1, 12], Gen.Int[13, 80], Gen.Int[0, 6].Select(i => AroundOneWord[i]));

    private static readonly Gen<int> WideSide = Gen.OneOf(Side, Gen.Int[0, 6].Select(i => AroundSeveralWords[i]));

    /// <summary>Any mask, as a drawing that can be repeated: shrinking and printing stay readable.</summary>
    public static Gen<DrawnMask> Any { get; } = Gen.Select(WideSide, Side, Gen.Int[0, 9], Gen.Int[0, 1_000_000], (w, h, style, seed) => new DrawnMask(w, h, style, seed));

    /// <summary>Any mask up to 80 pixels wide, for slow references.</summary>
    public static Gen<DrawnMask> Small { get; } = Gen.Select(Side, Side, Gen.Int[0, 9], Gen.Int[0, 1_000_000], (w, h, style, seed) => new DrawnMask(w, h, style, seed));

    /// <summary>
    /// Masks on which kernels go wrong first, whatever chance draws: one row and one column, widths around one and two words, each empty,
    /// full, noise, a chessboard, a lattice, a frame along the border, and bands that leave through it.
    /// </summary>
    public static IEnumerable<DrawnMask> Adversarial { get; } =
    [
        .. from width in AroundOneWord
           from height in new[] { 1, 3, 65 }
           from style in new[] { 0, 1, 3, 5, 6, 7, 9 }
           select new DrawnMask(width, height, style, width + height),
        .. from style in new[] { 0, 1, 3, 5, 7, 9 }
           select new DrawnMask(600, 2, style, style),
    ];

    /// <summary>Holds a property to every adversarial mask, then to random ones.</summary>
    public static void SampleAfterAdversarial(this Gen<DrawnMask> masks, Action<DrawnMask> property, int iter)
    {
        foreach (DrawnMask drawn in Adversarial)
        {
            try
            {
                property(drawn);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{drawn}: {e.Message}", e);
            }
        }

        masks.ForAll(property, iter);
    }

    /// <summary>All 66,048 masks of 3x3 and 4x4 pixels, one after the other; each is given back when the next is asked for.</summary>
    public static IEnumerable<BinaryMask> EveryMaskOf3And4()
    {
        foreach (int side in new[] { 3, 4 })
        {
            for (int bits = 0; bits < 1 << (side * side); bits++)
            {
                using var mask = new BinaryMask(side, side);
                for (int y = 0; y < side; y++)
                {
                    mask.GetRow(y)[0] = (ulong)(bits >> (y * side)) & ((1UL << side) - 1);
                }

                yield return mask;
            }
        }
    }
}
