using System.Buffers.Binary;
using System.Security.Cryptography;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Properties.Tests.Kernels;

/// <summary>
/// Bits of results, written down once: the test suite runs with wide vectors on and off, and every run must meet the same hash. The
/// mask is drawn with whole numbers only. The hashes were written down from these kernels on a processor with AVX-512, and the
/// skeleton is compared with the plain thinning of <see cref="NaiveThinning"/> as well.
/// </summary>
public sealed class GoldenSkeleton
{
    [Fact]
    public void The_skeleton_of_a_drawn_tree_has_the_same_bits_everywhere()
    {
        using BinaryMask mask = DrawTree();
        Assert.Equal(27_098, mask.CountPixels());
        using BinaryMask skeleton = Thinning.Skeletonize(mask);
        Assert.Equal("5F405BDAE904DE62D8BEECCFD77AEBA56741F41AA3CA04A8764278D8D11C1755", Hash(skeleton));
        using BinaryMask plain = NaiveThinning.Skeletonize(mask);
        Assert.True(plain.ContentEquals(skeleton));
    }

    [Fact]
    public void The_distances_in_a_drawn_tree_are_the_same_everywhere()
    {
        using BinaryMask mask = DrawTree();
        int[] distances = new int[mask.Width * mask.Height];
        DistanceTransform.SquaredToBackground(mask, distances);
        byte[] bytes = new byte[distances.Length * 4];
        for (int i = 0; i < distances.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), distances[i]);
        }

        Assert.Equal("8C3F425B9E5AC5FA9C29BA05B86846D4CF1D882368B47A338A08F94F27B2DE57", Convert.ToHexString(SHA256.HashData(bytes)));
    }

    private static string Hash(BinaryMask mask)
    {
        byte[] pixels = new byte[mask.Width * mask.Height];
        mask.CopyTo(pixels, on: 1);
        return Convert.ToHexString(SHA256.HashData(pixels));
    }

    /// <summary>A tree of thick parabolas, 601 x 523 pixels, without floating point.</summary>
    private static BinaryMask DrawTree()
    {
        var mask = new BinaryMask(601, 523);
        for (int branch = 0; branch < 9; branch++)
        {
            for (int step = 0; step < 520; step++)
            {
                int x = 30 + step;
                int y = 260 + (branch - 4) * step * step / 1100 + (branch % 3 - 1) * step / 9;
                int radius = Math.Max(1, 7 - step / 80 - branch % 3);
                for (int dy = -radius; dy <= radius; dy++)
                {
                    for (int dx = -radius; dx <= radius; dx++)
                    {
                        if (dx * dx + dy * dy <= radius * radius && x + dx < 601 && y + dy >= 0 && y + dy < 523)
                        {
                            mask[x + dx, y + dy] = true;
                        }
                    }
                }
            }
        }

        return mask;
    }
}
