using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers.Tests.Kernels;

/// <summary>Outlines and moments of shapes that can be measured on paper.</summary>
public sealed class ShapeKnownAnswers
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.3, 0.8)]
    [InlineData(0.5, 0)]
    public void A_digital_disc_of_radius_5_or_more_has_circularity_1_within_3_percent(double dx, double dy)
    {
        foreach (double radius in new[] { 5, 5.5, 6, 7, 8, 9, 10, 12, 15, 20, 40, 100.0 })
        {
            using BinaryMask disc = Drawing.Circle(220, 220, 108 + dx, 108 + dy, radius);
            using Contour contour = Trace(disc);
            Assert.InRange(contour.Circularity, 0.97, 1);
            double equalArea = Math.Sqrt(disc.CountPixels() / Math.PI);
            Assert.Equal(2 * Math.PI * equalArea, contour.Perimeter, 0.015 * 2 * Math.PI * equalArea);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(45)]
    public void Extents_of_an_ellipse_are_its_axes_at_any_angle(double degrees)
    {
        using BinaryMask ellipse = Drawing.Ellipse(200, 200, 100.3, 99.6, 60, 40, degrees);
        using Contour contour = Trace(ellipse);
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        Assert.Equal(120, contour.ExtentAlong(new PointD(cos, -sin)), 0.5);
        Assert.Equal(80, contour.ExtentAlong(new PointD(sin, cos)), 0.5);
        SecondMoments moments = SecondMoments.Of(ellipse);
        Assert.Equal(120, moments.MajorAxis, 0.3);
        Assert.Equal(80, moments.MinorAxis, 0.3);
        Assert.Equal(degrees, moments.OrientationDegrees, 0.2);
    }

    [Fact]
    public void A_vertical_bar_stands_at_90_degrees_and_one_pixel_is_a_square()
    {
        using BinaryMask bar = Drawing.Where(30, 30, (x, y) => x == 9 && y is >= 4 and < 24);
        SecondMoments moments = SecondMoments.Of(bar);
        Assert.Equal(90, moments.OrientationDegrees);
        Assert.Equal(20 * 2 / Math.Sqrt(3), moments.MajorAxis, 1e-9);
        Assert.Equal(2 / Math.Sqrt(3), moments.MinorAxis, 1e-9);
        using BinaryMask pixel = Drawing.Where(5, 5, (x, y) => x == 2 && y == 2);
        using Contour contour = Trace(pixel);
        Assert.Equal(1, contour.EnclosedArea);
        Assert.Equal(Math.PI / 4, contour.Circularity, 1e-9);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(2, 6)]
    public void The_outline_of_a_small_oval_is_scaled_about_its_middle(double across, double down)
    {
        // The smaller the object, the more its outline is scaled, and the farther it would go astray.
        using BinaryMask oval = Drawing.Where(40, 30, (x, y) => (x - 25) * (x - 25) / (across * across) + (y - 12) * (y - 12) / (down * down) <= 1);
        using Contour contour = Trace(oval);
        PointD[] points = contour.Points.ToArray();
        Assert.Equal(25, points.Average(p => p.X), 1e-9);
        Assert.Equal(12, points.Average(p => p.Y), 1e-9);
    }

    [Fact]
    public void Chords_of_a_circle_through_any_inner_point_follow_the_power_of_the_point()
    {
        using BinaryMask disc = Drawing.Circle(160, 160, 80, 80, 60);
        using Contour contour = Trace(disc);
        using var profile = new RadialProfile(contour, new PointD(80 + 30, 80));
        Assert.Equal(120, profile.LongestChord(), 0.5);
        Assert.Equal(120, profile.Chord(0), 0.5);
        Assert.Equal(2 * Math.Sqrt(60 * 60 - 30 * 30), profile.Chord(RadialProfile.Directions / 4), 0.5);
        using var outside = new RadialProfile(contour, new PointD(80 + 90, 80));
        Assert.Equal(120, outside.LongestChord(), 0.5);
        Assert.Equal(0, outside.Farthest(0));
    }

    [Fact]
    public void Thinning_leaves_the_middle_line_of_a_band_and_the_middle_of_a_disc()
    {
        using BinaryMask horizontal = Drawing.Where(120, 60, (_, y) => y is >= 20 and < 31);
        using BinaryMask line = Thinning.Skeletonize(horizontal);
        for (int x = 10; x < 110; x++)
        {
            Assert.True(line[x, 25]);
            Assert.Equal(1, line.CountPixels(new PixelRect(x, 0, 1, 60)));
        }

        using BinaryMask disc = Drawing.Circle(61, 61, 30, 30, 20);
        using BinaryMask core = Thinning.Skeletonize(disc);
        SecondMoments middle = SecondMoments.Of(core);
        Assert.InRange(middle.Centroid.DistanceTo(new PointD(30, 30)), 0, 1.5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(45)]
    [InlineData(70)]
    [InlineData(90)]
    public void A_band_thins_to_its_middle_line_and_loses_little_more_than_its_width_in_length(double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        foreach (double width in new[] { 1.5, 2, 3, 4, 6, 9 })
        {
            using BinaryMask band = Drawing.Where(200, 200, (x, y) =>
                Math.Abs((x - 100) * cos - (y - 100) * sin) <= 70 && Math.Abs((x - 100) * sin + (y - 100) * cos) <= width / 2);
            using BinaryMask line = Thinning.Skeletonize(band);
            List<PointD> pixels = [];
            foreach (MaskRun run in line.EnumerateRuns())
            {
                for (int x = run.Start; x < run.End; x++)
                {
                    pixels.Add(new PointD(x - 100, run.Y - 100));
                }
            }

            double length = pixels.Max(p => p.X * cos - p.Y * sin) - pixels.Min(p => p.X * cos - p.Y * sin);
            Assert.InRange(length, 140 - width - 5, 141);
            Assert.All(pixels.Where(p => Math.Abs(p.X * cos - p.Y * sin) < 60), p => Assert.InRange(p.X * sin + p.Y * cos, -1.1, 1.1));
        }
    }

    [Fact]
    public void The_distance_in_the_middle_of_a_band_tells_its_width()
    {
        int[] distances = new int[80 * 60];
        using BinaryMask band = Drawing.Where(80, 60, (_, y) => y is >= 20 and < 31);
        DistanceTransform.SquaredToBackground(band, distances);
        Assert.Equal(11, 2 * Math.Sqrt(distances[25 * 80 + 40]) - 1);
        Assert.Equal(11, 2 * Math.Sqrt(distances[25 * 80]) - 1);
    }

    private static Contour Trace(BinaryMask mask)
    {
        using Components components = Components.Analyse(mask);
        return Contour.Trace(mask, (components.Runs[0].Start, components.Runs[0].Y));
    }
}
