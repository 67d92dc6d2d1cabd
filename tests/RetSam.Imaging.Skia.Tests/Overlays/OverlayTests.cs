using RetSam.Imaging.Skia.Tests.Pictures;

namespace RetSam.Imaging.Skia.Tests.Overlays;

public sealed class OverlayTests
{
    private const int Side = 400;
    private static readonly OverlayOptions Bare = new() { ShowLegend = false, ShowFooter = false };

    private static FundusImage Fundus(int width = Side, int height = Side, byte red = 150, byte green = 70, byte blue = 40)
        => FundusImage.Create(width, height, (red, green, blue), static (pixels, colour) =>
        {
            for (int i = 0; i < pixels.Length; i += 3)
            {
                (pixels[i], pixels[i + 1], pixels[i + 2]) = colour;
            }
        });

    private static BinaryMask Band(int x, int y, int width, int height, int side = Side)
    {
        var mask = new BinaryMask(side, side);
        for (int row = y; row < y + height; row++)
        {
            for (int column = x; column < x + width; column++)
            {
                mask[column, row] = true;
            }
        }

        return mask;
    }

    private static BinaryMask Disc(double x, double y, double radius, int side = Side)
    {
        var mask = new BinaryMask(side, side);
        var circle = new Circle(new PointD(x, y), radius);
        for (int row = 0; row < side; row++)
        {
            for (int column = 0; column < side; column++)
            {
                mask[column, row] = circle.Contains(new PointD(column, row));
            }
        }

        return mask;
    }

    private static RgbColor At(FundusImage image, int x, int y)
    {
        ReadOnlySpan<byte> pixel = image.GetRow(y).Slice(3 * x, 3);
        return new RgbColor(pixel[0], pixel[1], pixel[2]);
    }

    private static RgbColor[] Render(RetinaSegmentation segmentation, OverlayOptions options, params (int X, int Y)[] at)
    {
        using FundusImage photograph = Fundus(segmentation.Width, segmentation.Height);
        using FundusImage overlay = OverlayRenderer.Render(photograph, segmentation, options);
        return [.. at.Select(p => At(overlay, p.X, p.Y))];
    }

    [Fact]
    public void Artery_is_red_vein_blue_crossing_green_and_other_vessel_pale_yellow()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Side, Side)
            .SetMask(RetinaClass.Artery, Band(0, 100, Side, 10))
            .SetMask(RetinaClass.Vein, Band(100, 0, 10, Side))
            .SetMask(RetinaClass.Vessel, Band(0, 90, Side, 30))
            .Build();
        RgbColor[] seen = Render(segmentation, Bare, (300, 105), (105, 300), (105, 105), (300, 95), (300, 300));
        (RgbColor artery, RgbColor vein, RgbColor crossing, RgbColor rest, RgbColor nothing) = (seen[0], seen[1], seen[2], seen[3], seen[4]);
        Assert.True(artery.Red > artery.Green + 100 && artery.Red > artery.Blue + 100, artery.ToString());
        Assert.True(vein.Blue > vein.Red + 80 && vein.Blue > vein.Green + 80, vein.ToString());
        Assert.True(crossing.Green > crossing.Red + 80 && crossing.Green > crossing.Blue + 80, crossing.ToString());
        Assert.True(rest.Red > 180 && rest.Green > 150 && rest.Blue < rest.Green, rest.ToString());
        Assert.Equal(new RgbColor(150, 70, 40), nothing);
    }

    [Fact]
    public void Opacity_of_one_is_the_colour_itself_and_of_zero_the_photograph()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Side, Side).SetMask(RetinaClass.Vein, Band(10, 10, 5, 5)).Build();
        Assert.Equal(OverlayColours.Of(RetinaClass.Vein), Render(segmentation, Bare with { VesselOpacity = 1 }, (12, 12))[0]);
        Assert.Equal(new RgbColor(150, 70, 40), Render(segmentation, Bare with { VesselOpacity = 0 }, (12, 12))[0]);
        var own = new Dictionary<RetinaClass, RgbColor> { [RetinaClass.Vein] = new(1, 2, 3) };
        Assert.Equal(new RgbColor(1, 2, 3), Render(segmentation, Bare with { VesselOpacity = 1, Colours = own }, (12, 12))[0]);
        Assert.Equal(new RgbColor(150, 70, 40), Render(segmentation, Bare with { Classes = [RetinaClass.Artery] }, (12, 12))[0]);
    }

    [Fact]
    public void Disc_and_cup_are_outlined_not_filled()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Side, Side)
            .SetMask(RetinaClass.OpticDisc, Disc(200, 200, 60)).SetMask(RetinaClass.OpticCup, Disc(200, 200, 30)).Build();
        RgbColor[] seen = Render(segmentation, Bare, (200, 200), (260, 200), (200, 140), (230, 200), (200, 170), (245, 200), (300, 300));
        Assert.Equal(new RgbColor(150, 70, 40), seen[0]);
        Assert.Equal(new RgbColor(150, 70, 40), seen[5]);
        Assert.Equal(new RgbColor(150, 70, 40), seen[6]);
        Assert.All(seen[1..3], disc => Assert.True(disc.Green > 120 && disc.Blue > 120, disc.ToString()));
        Assert.All(seen[3..5], cup => Assert.True(cup.Red > 140 && cup.Green > 120 && cup.Blue < 90, cup.ToString()));
    }

    [Fact]
    public void The_fovea_is_a_cross_in_a_circle_around_the_very_point()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Side, Side).SetFovea(new PointD(250, 120)).Build();
        using FundusImage photograph = Fundus();
        using FundusImage overlay = OverlayRenderer.Render(photograph, segmentation, Bare);
        RgbColor centre = At(overlay, 250, 120);
        Assert.True(centre.Red > 200 && centre.Green > 200 && centre.Blue > 200, centre.ToString());
        (double x, double y, int count) = (0, 0, 0);
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                if (At(overlay, column, row) != new RgbColor(150, 70, 40))
                {
                    (x, y, count) = (x + column, y + row, count + 1);
                }
            }
        }

        Assert.InRange(count, 30, 400);
        Assert.Equal(250, x / count, 0.1);
        Assert.Equal(120, y / count, 0.1);
    }

    [Fact]
    public void Field_of_view_and_circles_are_drawn_when_asked_for()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Side, Side).SetFieldOfView(FieldOfView.FromMask(Disc(200, 200, 150))).Build();
        Assert.Equal(new RgbColor(150, 70, 40), Render(segmentation, Bare, (350, 200))[0]);
        Assert.True(Render(segmentation, Bare with { ShowFieldOfView = true }, (350, 200))[0].Blue > 90);
        Assert.True(Render(segmentation, Bare with { Circles = [new Circle(new PointD(200, 200), 80)] }, (280, 200))[0].Blue > 90);
        using FundusImage photograph = Fundus();
        OverlayRenderer.Render(photograph, segmentation, Bare with { Circles = [new Circle(new PointD(double.NaN, 1), 5), new Circle(default, double.PositiveInfinity), new Circle(default, -1)] }).Dispose();
    }

    [Fact]
    public void Every_phenotype_and_lesion_has_a_colour_of_its_own()
    {
        RetinaClass[] classes = [.. RetinaClass.All.Where(c => c.Family != RetinaClassFamily.Anatomy)];
        RgbColor[] colours = [.. classes.Select(OverlayColours.Of), OverlayColours.Of(RetinaClass.Artery), OverlayColours.Of(RetinaClass.Vein), OverlayColours.Crossing];
        for (int i = 0; i < colours.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double distance = Math.Sqrt(Math.Pow(colours[i].Red - colours[j].Red, 2) + Math.Pow(colours[i].Green - colours[j].Green, 2) + Math.Pow(colours[i].Blue - colours[j].Blue, 2));
                Assert.True(distance > 35, $"{colours[i]} and {colours[j]} are {distance:0} apart");
            }
        }
    }

    [Fact]
    public void Lesions_are_translucent_areas()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Side, Side).SetMask(RetinaClass.Microaneurysm, Band(300, 300, 20, 20)).Build();
        RgbColor lesion = OverlayColours.Of(RetinaClass.Microaneurysm);
        RgbColor seen = Render(segmentation, Bare, (310, 310))[0];
        Assert.Equal((150 + lesion.Red + 1) / 2, seen.Red, 1.0);
        Assert.Equal((40 + lesion.Blue + 1) / 2, seen.Blue, 1.0);
    }

    [Fact]
    public void The_legend_has_ink_and_a_line_for_each_class_that_is_there()
    {
        using FundusImage photograph = Fundus(red: 0, green: 0, blue: 0);
        int[] ink = new int[4];
        for (int classes = 0; classes < 4; classes++)
        {
            var builder = new RetinaSegmentation.Builder(Side, Side);

            // An empty mask was looked for and not found: it has no line.
            builder.SetMask(RetinaClass.Exudate, new BinaryMask(Side, Side));
            RetinaClass[] lesions = [RetinaClass.Hemorrhage, RetinaClass.Drusen, RetinaClass.CottonWoolSpot];
            for (int i = 0; i < classes; i++)
            {
                builder.SetMask(lesions[i], Band(390, 390, 2, 2));
            }

            using RetinaSegmentation segmentation = builder.Build();
            using FundusImage overlay = OverlayRenderer.Render(photograph, segmentation, Bare with { ShowLegend = true });
            for (int y = 0; y < Side / 2; y++)
            {
                for (int x = 0; x < Side; x++)
                {
                    RgbColor pixel = At(overlay, x, y);
                    ink[classes] += pixel.Red > 150 && pixel.Green > 150 && pixel.Blue > 150 ? 1 : 0;
                }
            }
        }

        Assert.Equal(0, ink[0]);
        Assert.InRange(ink[1], 60, 3000);
        Assert.True(ink[2] > ink[1] + 30 && ink[3] > ink[2] + 60, string.Join(' ', ink));
    }

    [Fact]
    public void Every_label_can_be_written_with_the_built_in_strokes()
        => Assert.All(
            RetinaClass.All.Select(LegendEntry.LabelOf).Concat([OverlayRenderer.Footer, "Artery and vein", "Vessel (neither)"]),
            label => Assert.All(label.Where(c => c != ' '), c => Assert.True(StrokeFont.Has(c), $"'{c}' in '{label}'")));

    [Fact]
    public void The_footer_has_ink_unless_it_is_switched_off()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Side, Side).Build();
        using FundusImage photograph = Fundus(red: 0, green: 0, blue: 0);
        using FundusImage with = OverlayRenderer.Render(photograph, segmentation);
        using FundusImage without = OverlayRenderer.Render(photograph, segmentation, Bare);
        Assert.True(with.Pixels[^(Side * 3 * 30)..].ToArray().Count(v => v > 150) > 300);
        Assert.True(with.Pixels[..(Side * 3 * (Side - 40))].IndexOfAnyExcept((byte)0) < 0);
        Assert.True(without.Pixels.IndexOfAnyExcept((byte)0) < 0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 65)]
    [InlineData(33, 2)]
    [InlineData(64, 64)]
    public void Tiny_photographs_and_noise_are_drawn_without_a_fuss(int width, int height)
    {
        var builder = new RetinaSegmentation.Builder(width, height);
        foreach (RetinaClass retinaClass in RetinaClass.All)
        {
            var mask = new BinaryMask(width, height);
            for (int i = 0; i < width * height; i++)
            {
                mask[i % width, i / width] = (i * 2654435761u >> 7 & 1) != 0;
            }

            builder.SetMask(retinaClass, mask);
        }

        using RetinaSegmentation segmentation = builder.SetFovea(new PointD(0, 0)).Build();
        using FundusImage photograph = Fundus(width, height);
        using var stream = new MemoryStream();
        OverlayRenderer.WritePng(photograph, segmentation, stream, new OverlayOptions { ShowFieldOfView = true });
        using FundusImage back = Decoded.From(stream.ToArray(), new FundusImageDecodeOptions { MinSide = 1 });
        Assert.Equal((width, height), (back.Width, back.Height));
    }

    [Fact]
    public void PNG_holds_what_is_rendered_and_JPEG_nearly()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Side, Side).SetMask(RetinaClass.Artery, Band(50, 50, 300, 20)).Build();
        using FundusImage photograph = Fundus();
        using FundusImage rendered = OverlayRenderer.Render(photograph, segmentation);
        using var png = new MemoryStream();
        OverlayRenderer.WritePng(photograph, segmentation, png);
        using FundusImage fromPng = Decoded.From(png.ToArray());
        Assert.True(rendered.Pixels.SequenceEqual(fromPng.Pixels));
        using var jpeg = new MemoryStream();
        OverlayRenderer.WriteJpeg(photograph, segmentation, jpeg);
        using FundusImage fromJpeg = Decoded.From(jpeg.ToArray());
        RgbColor artery = At(fromJpeg, 200, 60);
        Assert.True(artery.Red > artery.Green + 100);
        Assert.Throws<ArgumentOutOfRangeException>(() => OverlayRenderer.WriteJpeg(photograph, segmentation, Stream.Null, quality: 0));
    }

    [Fact]
    public void A_segmentation_of_another_size_is_refused()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(10, 10).Build();
        using FundusImage photograph = Fundus();
        Assert.Throws<ArgumentException>(() => OverlayRenderer.Render(photograph, segmentation));
    }
}
