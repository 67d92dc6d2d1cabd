using CsCheck;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Properties.Tests.Kernels;

/// <summary>What holds for the skeleton of every mask.</summary>
public sealed class ThinningProperties
{
    [Fact]
    public void Every_mask_of_3x3_and_4x4_keeps_its_objects_and_holes_and_no_removable_pixel()
    {
        foreach (BinaryMask mask in MaskGen.EveryMaskOf3And4())
        {
            using BinaryMask skeleton = Thinning.Skeletonize(mask);
            AssertIsSkeleton(mask, skeleton);
        }
    }

    [Fact]
    public void Objects_holes_and_subset_hold_for_any_mask_and_no_removable_pixel_is_left()
        => MaskGen.Any.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                using BinaryMask skeleton = Thinning.Skeletonize(mask);
                AssertIsSkeleton(mask, skeleton);
            },
            iter: 300);

    [Fact]
    public void Every_width_gives_the_bits_of_the_plain_pixel_by_pixel_thinning()
        => MaskGen.Any.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                using BinaryMask expected = NaiveThinning.Skeletonize(mask);
                Assert.True(expected.ContentEquals(ThinAt<Words64>(mask)), "64 bits at a time");
                Assert.True(expected.ContentEquals(ThinAt<Words128>(mask)), "128 bits at a time");
                Assert.True(expected.ContentEquals(ThinAt<Words256>(mask)), "256 bits at a time");
                Assert.True(expected.ContentEquals(ThinAt<Words512>(mask)), "512 bits at a time");
            },
            iter: 150);

    [Fact]
    public void A_clear_margin_of_any_width_changes_nothing()
        => Gen.Select(MaskGen.Any, Gen.Int[0, 70], Gen.Int[0, 5], Gen.Int[0, 70], Gen.Int[0, 5]).ForAll(
            (drawn, left, top, right, bottom) =>
            {
                using BinaryMask mask = drawn.Draw();
                using BinaryMask skeleton = Thinning.Skeletonize(mask);
                var frame = new PixelRect(-left, -top, mask.Width + left + right, mask.Height + top + bottom);
                using BinaryMask padded = mask.Crop(frame);
                using BinaryMask expected = skeleton.Crop(frame);
                Thinning.Thin(padded);
                Assert.True(expected.ContentEquals(padded));
            },
            iter: 300);

    [Fact]
    public void Thinning_twice_is_thinning_once()
        => MaskGen.Any.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                using BinaryMask once = Thinning.Skeletonize(mask);
                using BinaryMask twice = Thinning.Skeletonize(once);
                Assert.True(once.ContentEquals(twice));
            },
            iter: 300);

    /// <summary>
    /// Four diagonal branches that meet in a block, joined outside so that none can be given up: each pixel of the block holds one
    /// branch, so a subset without the block has another topology. Such a block is the only kind that stays.
    /// </summary>
    [Fact]
    public void A_block_of_2x2_stays_only_where_each_of_its_pixels_is_needed()
    {
        using var mask = new BinaryMask(8, 8);
        for (int i = 0; i < 8; i++)
        {
            mask[i, i] = mask[i, 7 - i] = true;
            mask[i, 0] = mask[i, 7] = mask[0, i] = mask[7, i] = true;
        }

        using BinaryMask skeleton = Thinning.Skeletonize(mask);
        Assert.True(skeleton[3, 3] && skeleton[4, 3] && skeleton[3, 4] && skeleton[4, 4]);
        Assert.Equal((1, 4), NaiveTopology.Count(skeleton));
        foreach ((int x, int y) in new[] { (3, 3), (4, 3), (3, 4), (4, 4) })
        {
            using BinaryMask cut = skeleton.Clone();
            cut[x, y] = false;
            Assert.NotEqual((1, 4), NaiveTopology.Count(cut));
        }
    }

    private static BinaryMask ThinAt<TWords>(BinaryMask mask)
        where TWords : struct, IWordLanes<TWords>
    {
        BinaryMask result = mask.Clone();
        Thinning.Thin<TWords>(result);
        return result;
    }

    private static void AssertIsSkeleton(BinaryMask mask, BinaryMask skeleton)
    {
        Assert.Equal(NaiveTopology.Count(mask), NaiveTopology.Count(skeleton));
        Assert.Equal(skeleton.CountPixels(), skeleton.CountShared(mask));
        foreach (MaskRun run in skeleton.EnumerateRuns())
        {
            for (int x = run.Start; x < run.End; x++)
            {
                if (NaiveTopology.CountNeighbours(skeleton, x, run.Y) >= 2 && NaiveTopology.IsSimple(skeleton, x, run.Y))
                {
                    Assert.Fail($"Pixel ({x}, {run.Y}) of the skeleton is removable.");
                }
            }
        }
    }
}
