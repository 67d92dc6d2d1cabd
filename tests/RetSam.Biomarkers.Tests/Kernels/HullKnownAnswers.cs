using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers.Tests.Kernels;

/// <summary>Hulls, rectangles and morphology of shapes whose answers geometry gives.</summary>
public sealed class HullKnownAnswers
{
    [Fact]
    public void A_pixel_is_a_unit_square()
    {
        using var mask = new BinaryMask(5, 5);
        mask[3, 2] = true;
        using ConvexHull hull = ConvexHull.Of(mask);
        Assert.Equal([new PointD(3.5, 1.5), new PointD(3.5, 2.5), new PointD(2.5, 2.5), new PointD(2.5, 1.5)], hull.Vertices.ToArray());
        Assert.Equal((1.0, 4.0), (hull.Area, hull.Perimeter));
        Assert.Equal(new MinimumAreaRectangle(new PointD(3, 2), 1, 1, 0), hull.FindMinimumAreaRectangle());
    }

    [Fact]
    public void An_empty_mask_has_a_hull_without_vertices_and_no_rectangle()
    {
        using var mask = new BinaryMask(70, 3);
        using ConvexHull hull = ConvexHull.Of(mask);
        Assert.Equal((0, 0.0, 0.0), (hull.Count, hull.Area, hull.Perimeter));
        Assert.Throws<InvalidOperationException>(() => hull.FindMinimumAreaRectangle());
    }

    [Theory]
    [InlineData(63, 1, 0)]
    [InlineData(64, 40, 0)]
    [InlineData(65, 64, 0)]
    [InlineData(3, 65, 90)]
    [InlineData(20, 20, 0)]
    public void A_full_mask_is_its_own_hull_and_rectangle(int width, int height, double angle)
    {
        using BinaryMask mask = BinaryMask.Full(width, height);
        using ConvexHull hull = ConvexHull.Of(mask);
        Assert.Equal(4, hull.Count);
        Assert.Equal(width * height, hull.Area);
        Assert.Equal(2.0 * (width + height), hull.Perimeter);
        var centre = new PointD((width - 1) / 2.0, (height - 1) / 2.0);
        Assert.Equal(new MinimumAreaRectangle(centre, Math.Max(width, height), Math.Min(width, height), angle), hull.FindMinimumAreaRectangle());
    }

    /// <summary>A staircase of n pixels: a hexagon of area n^2 - (n - 1)^2, whose rectangle lies along the diagonal.</summary>
    [Theory]
    [InlineData(false, -45)]
    [InlineData(true, 45)]
    public void A_diagonal_line_lies_in_a_rectangle_along_it(bool rising, double angle)
    {
        const int Length = 40;
        using var mask = new BinaryMask(Length, Length);
        for (int i = 0; i < Length; i++)
        {
            mask[i, rising ? Length - 1 - i : i] = true;
        }

        using ConvexHull hull = ConvexHull.Of(mask);
        Assert.Equal(6, hull.Count);
        Assert.Equal(Length * Length - (Length - 1) * (Length - 1), hull.Area);
        MinimumAreaRectangle rectangle = hull.FindMinimumAreaRectangle();
        Assert.Equal(Length * Math.Sqrt(2), rectangle.Length, 1e-9);
        Assert.Equal(Math.Sqrt(2), rectangle.Width, 1e-9);
        Assert.Equal(angle, rectangle.AngleDegrees, 1e-9);
        Assert.Equal((Length - 1) / 2.0, rectangle.Centre.X, 1e-9);
        Assert.Equal((Length - 1) / 2.0, rectangle.Centre.Y, 1e-9);
    }

    [Fact]
    public void Opening_takes_a_vessel_of_5_px_from_a_disc_and_leaves_the_frame_s_edge_alone()
    {
        using var mask = new BinaryMask(200, 130);
        mask.SetRectangle(new PixelRect(0, 60, 200, 5));
        using BinaryMask vessel = mask.Clone();
        mask.SetRectangle(new PixelRect(80, 40, 41, 41));
        Morphology.Open(mask, StructuringElement.Rectangle(7, 7));
        Assert.Equal(41 * 41, mask.CountPixels());
        Morphology.Open(vessel, StructuringElement.Disc(2));
        Assert.Equal(200 * 5, vessel.CountPixels());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 5)]
    [InlineData(1.5, 9)]
    [InlineData(2, 13)]
    [InlineData(5, 81)]
    [InlineData(10, 317)]
    public void A_disc_has_as_many_pixels_as_the_lattice_has_points_in_its_circle(double radius, int points)
    {
        // The Gauss circle problem: OEIS A000328.
        using var mask = new BinaryMask(65, 33);
        mask[32, 16] = true;
        Morphology.Dilate(mask, StructuringElement.Disc(radius));
        Assert.Equal(points, mask.CountPixels());
    }

    [Fact]
    public void Elements_without_a_centre_pixel_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StructuringElement.Rectangle(4, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StructuringElement.Rectangle(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StructuringElement.Disc(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StructuringElement.Disc(double.NaN));
    }

    [Fact]
    public void Filling_from_one_pixel_sets_its_object_and_nothing_outside_the_mask()
    {
        using var mask = new BinaryMask(130, 20);
        mask.SetRectangle(new PixelRect(0, 0, 70, 10));
        mask.SetRectangle(new PixelRect(70, 10, 60, 10));
        using BinaryMask marker = new(130, 20);
        marker[64, 3] = marker[100, 3] = true;
        using BinaryMask four = marker.Clone();
        GeodesicFill.Fill(four, mask, diagonal: false);
        Assert.Equal(700, four.CountPixels());
        GeodesicFill.Fill(marker, mask);
        Assert.True(marker.ContentEquals(mask));
        Assert.Throws<ArgumentException>(() => GeodesicFill.Fill(new BinaryMask(129, 20), mask));
    }
}
