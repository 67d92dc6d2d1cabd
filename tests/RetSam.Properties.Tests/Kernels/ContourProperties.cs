using CsCheck;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Properties.Tests.Kernels;

/// <summary>What holds for the outline of every object.</summary>
public sealed class ContourProperties
{
    [Fact]
    public void The_outline_encloses_the_object_with_its_holes_filled_and_follows_each_outer_edge_once()
        => MaskGen.Small.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                using BinaryMask largest = mask.Clone();
                largest.KeepLargestComponent();
                if (largest.IsEmpty())
                {
                    return;
                }

                using Contour contour = Trace(largest);
                largest.FillHoles();
                Assert.Equal(largest.CountPixels(), contour.EnclosedArea);
                Assert.Equal(CountOuterEdges(largest), contour.Count);
                Assert.InRange(contour.Circularity, double.Epsilon, 1);
            },
            iter: 400);

    [Fact]
    public void The_outline_moves_with_the_object()
        => Gen.Select(MaskGen.Small, Gen.Int[0, 70], Gen.Int[0, 9]).ForAll(
            (drawn, dx, dy) =>
            {
                using BinaryMask mask = drawn.Draw();
                mask.KeepLargestComponent();
                if (mask.IsEmpty())
                {
                    return;
                }

                using BinaryMask moved = mask.Crop(new PixelRect(-dx, -dy, mask.Width + dx, mask.Height + dy));
                using Contour here = Trace(mask);
                using Contour there = Trace(moved);
                Assert.Equal(here.Count, there.Count);
                Assert.Equal(here.Perimeter, there.Perimeter, 1e-9);
            },
            iter: 100);

    [Fact]
    public void A_pixel_inside_an_object_is_no_start()
    {
        using BinaryMask mask = BinaryMask.Full(4, 4);
        Assert.Throws<ArgumentException>(() => Contour.Trace(mask, (1, 1)));
        Assert.Throws<ArgumentException>(() => Contour.Trace(mask, (-1, 0)));
    }

    private static Contour Trace(BinaryMask mask)
    {
        using Components components = Components.Analyse(mask);
        MaskRun first = components.Runs[0];
        return Contour.Trace(mask, (first.Start, first.Y));
    }

    /// <summary>Edges between a set and a clear pixel of a mask without holes.</summary>
    private static int CountOuterEdges(BinaryMask mask)
    {
        int edges = 0;
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                foreach ((int dx, int dy) in new[] { (1, 0), (-1, 0), (0, 1), (0, -1) })
                {
                    edges += mask[x, y] && !NaiveTopology.IsSet(mask, x + dx, y + dy) ? 1 : 0;
                }
            }
        }

        return edges;
    }
}
