using CsCheck;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Properties.Tests.Kernels;

/// <summary>Word-parallel morphology and geodesic fill against their definitions.</summary>
public sealed class MorphologyProperties
{
    private static readonly double[] Radii = [0, 1, 1.5, 2, 2.5, 3, 5, 7.3];

    [Fact]
    public void Dilating_and_eroding_by_a_disc_are_what_their_definitions_say()
        => Gen.Select(MaskGen.Small, Gen.Int[0, Radii.Length - 1]).ForAll(
            (drawn, i) =>
            {
                using BinaryMask mask = drawn.Draw();
                AssertAsDefined(mask, StructuringElement.Disc(Radii[i]), NaiveMorphology.Disc(Radii[i]), reach: 8);
            },
            iter: 120);

    [Fact]
    public void Adversarial_masks_are_dilated_eroded_and_filled_as_defined()
    {
        foreach (DrawnMask drawn in MaskGen.Adversarial)
        {
            using BinaryMask mask = drawn.Draw();
            AssertAsDefined(mask, StructuringElement.Disc(2.5), NaiveMorphology.Disc(2.5), reach: 3);
            AssertAsDefined(mask, StructuringElement.Rectangle(7, 3), NaiveMorphology.Rectangle(7, 3), reach: 4);
            foreach (bool diagonal in new[] { true, false })
            {
                using var marker = new BinaryMask(mask.Width, mask.Height);
                marker[mask.Width - 1, mask.Height - 1] = marker[0, 0] = true;
                using BinaryMask expected = NaiveMorphology.Fill(marker, mask, diagonal);
                GeodesicFill.Fill(marker, mask, diagonal);
                Assert.True(expected.ContentEquals(marker), drawn.ToString());
            }
        }
    }

    [Fact]
    public void Dilating_and_eroding_by_a_rectangle_are_what_their_definitions_say()
        => Gen.Select(MaskGen.Small, Gen.Int[0, 6], Gen.Int[0, 6]).ForAll(
            (drawn, x, y) =>
            {
                using BinaryMask mask = drawn.Draw();
                AssertAsDefined(mask, StructuringElement.Rectangle(2 * x + 1, 2 * y + 1), NaiveMorphology.Rectangle(2 * x + 1, 2 * y + 1), reach: 6);
            },
            iter: 120);

    /// <summary>Reaches around one and two words: the shifts that cross a word, and are one.</summary>
    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(200)]
    public void An_element_wider_than_a_word_reaches_as_far_as_it_should(int reach)
    {
        foreach (int at in new[] { 0, 63, 64, 149, 299 })
        {
            using var mask = new BinaryMask(300, 3);
            mask[at, 1] = true;
            Morphology.Dilate(mask, StructuringElement.Rectangle(2 * reach + 1, 1));
            for (int x = 0; x < 300; x++)
            {
                Assert.Equal(Math.Abs(x - at) <= reach, mask[x, 1]);
            }

            Assert.Equal(0, mask.CountPixels(new PixelRect(0, 0, 300, 1)) + mask.CountPixels(new PixelRect(0, 2, 300, 1)));
        }
    }

    [Fact]
    public void A_disc_covers_what_the_distance_transform_finds_within_its_radius()
        => Gen.Select(MaskGen.Any, Gen.Double[0, 40]).ForAll(
            (drawn, radius) =>
            {
                using BinaryMask mask = drawn.Draw();
                using BinaryMask background = mask.Clone();
                background.Invert();
                int[] squared = new int[mask.Width * mask.Height];
                DistanceTransform.SquaredToBackground(background, squared);
                using var expected = new BinaryMask(mask.Width, mask.Height);
                for (int i = 0; i < squared.Length; i++)
                {
                    expected[i % mask.Width, i / mask.Width] = squared[i] <= radius * radius;
                }

                Morphology.Dilate(mask, StructuringElement.Disc(radius));
                Assert.True(expected.ContentEquals(mask));
            },
            iter: 200);

    [Fact]
    public void Opening_only_takes_away_and_closing_only_adds_and_twice_is_once()
        => Gen.Select(MaskGen.Any, Gen.Double[0, 9]).ForAll(
            (drawn, radius) =>
            {
                StructuringElement disc = StructuringElement.Disc(radius);
                using BinaryMask mask = drawn.Draw();
                using BinaryMask opened = Apply(mask, disc, Morphology.Open);
                using BinaryMask openedTwice = Apply(opened, disc, Morphology.Open);
                using BinaryMask closed = Apply(mask, disc, Morphology.Close);
                using BinaryMask closedTwice = Apply(closed, disc, Morphology.Close);
                Assert.Equal(opened.CountPixels(), opened.CountShared(mask));
                Assert.Equal(mask.CountPixels(), mask.CountShared(closed));
                Assert.True(opened.ContentEquals(openedTwice));
                Assert.True(closed.ContentEquals(closedTwice));
            },
            iter: 200);

    [Fact]
    public void Filling_is_dilating_the_marker_inside_the_mask_until_nothing_changes()
        => Gen.Select(MaskGen.Small, Gen.Int[1, 6], Gen.Int[0, 1_000_000], Gen.Bool).ForAll(
            (drawn, pixels, seed, diagonal) =>
            {
                using BinaryMask mask = drawn.Draw();
                using var marker = new BinaryMask(mask.Width, mask.Height);
                var random = new Random(seed);
                for (int i = 0; i < pixels; i++)
                {
                    marker[random.Next(mask.Width), random.Next(mask.Height)] = true;
                }

                using BinaryMask expected = NaiveMorphology.Fill(marker, mask, diagonal);
                GeodesicFill.Fill(marker, mask, diagonal);
                Assert.True(expected.ContentEquals(marker));
            },
            iter: 100);

    private static void AssertAsDefined(BinaryMask mask, StructuringElement element, Func<int, int, bool> covers, int reach)
    {
        using BinaryMask dilated = Apply(mask, element, Morphology.Dilate);
        using BinaryMask eroded = Apply(mask, element, Morphology.Erode);
        using BinaryMask expectedDilated = NaiveMorphology.Dilate(mask, covers, reach);
        using BinaryMask expectedEroded = NaiveMorphology.Erode(mask, covers, reach);
        Assert.True(expectedDilated.ContentEquals(dilated), "dilation");
        Assert.True(expectedEroded.ContentEquals(eroded), "erosion");
    }

    private static BinaryMask Apply(BinaryMask mask, StructuringElement element, Action<BinaryMask, StructuringElement> operation)
    {
        BinaryMask result = mask.Clone();
        operation(result, element);
        return result;
    }
}
