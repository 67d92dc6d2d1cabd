using CsCheck;

namespace RetSam.Properties.Tests.Masks;

/// <summary>Random and adversarial masks, and the plain model they are held to: an array of truth values.</summary>
internal static class CoreMaskModel
{
    /// <summary>Sizes around the word boundaries, single lines, and anything small.</summary>
    public static Gen<(int Width, int Height)> Sizes { get; } = Gen.OneOf(
        Gen.Select(Gen.OneOf(1, 2, 7, 8, 9, 63, 64, 65, 127, 128, 129, 200, 511, 512, 513, 600), Gen.Int[1, 5]),
        Gen.Select(Gen.Int[1, 5], Gen.OneOf(1, 63, 64, 65, 130)),
        Gen.Select(Gen.Int[1, 150], Gen.Int[1, 20]));

    /// <summary>Pixels of a size: at random, mostly clear, all clear, all set, or only the rim.</summary>
    public static Gen<bool[]> Pixels(int width, int height) => Gen.OneOf(
        Gen.Bool.Array[width * height],
        Gen.Int[0, 30].Select(i => i == 0).Array[width * height],
        Gen.Const(() => new bool[width * height]),
        Gen.Const(() => Enumerable.Repeat(true, width * height).ToArray()),
        Gen.Const(() => Enumerable.Range(0, width * height)
            .Select(i => i % width == 0 || i % width == width - 1 || i / width == 0 || i / width == height - 1).ToArray()));

    /// <summary>A size and the pixels of one mask.</summary>
    public static Gen<(int Width, int Height, bool[] A)> One { get; } =
        Sizes.SelectMany(s => Pixels(s.Width, s.Height).Select(a => (s.Width, s.Height, a)));

    /// <summary>A size and the pixels of two masks.</summary>
    public static Gen<(int Width, int Height, bool[] A, bool[] B)> Two { get; } =
        Sizes.SelectMany(s => Gen.Select(Pixels(s.Width, s.Height), Pixels(s.Width, s.Height), (a, b) => (s.Width, s.Height, a, b)));

    /// <summary>The mask of a model, written pixel by pixel.</summary>
    public static BinaryMask ToMask(int width, int height, bool[] pixels)
    {
        var mask = new BinaryMask(width, height);
        for (int i = 0; i < pixels.Length; i++)
        {
            mask[i % width, i / width] = pixels[i];
        }

        return mask;
    }

    /// <summary>Fails unless the mask holds exactly the model's pixels, and zeros in its padding.</summary>
    public static void AssertSame(bool[] expected, BinaryMask mask)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i] != mask[i % mask.Width, i / mask.Width])
            {
                Assert.Fail($"Pixel ({i % mask.Width}, {i / mask.Width}) of {mask.Width}x{mask.Height} should be {expected[i]}.");
            }
        }

        int set = 0;
        foreach (ulong word in mask.Words)
        {
            set += System.Numerics.BitOperations.PopCount(word);
        }

        Assert.Equal(expected.Count(p => p), set);
    }
}
