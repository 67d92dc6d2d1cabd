using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Quality;

/// <summary>Pictures whose readings follow on paper. They are four times the size of the small copy, whose pixels are then exact means.</summary>
public sealed class QualityKnownAnswers
{
    private const int Size = 1024;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [KnownAnswer("quality.contrast")]
    public void Stripes_of_a_levels_about_their_mean_have_a_local_contrast_of_a(double amplitude)
    {
        // 16 px wide, so that a tile of 32 px holds one dark and one bright.
        double bright = 100 + 2 * amplitude;
        Measurement contrast = Measure("quality.contrast", (x, _) => (200, x / 16 % 2 == 0 ? 100 : bright, 20));

        Assert.Equal(amplitude, Detail(contrast, "local contrast"), 9);
        double power = Math.Pow(amplitude, 4);
        Assert.Equal(power / (power + Math.Pow(3, 4)), contrast.Value!.Value, 9);
    }

    [Fact]
    [KnownAnswer("quality.focus")]
    public void Straight_steps_read_the_sharpness_of_the_formula()
    {
        // Steps of 80 levels every 64 px: every sixteenth pixel of the small copy, every fourth after averaging 4x4.
        const double Step = 80;
        Measurement focus = Measure("quality.focus", (x, _) => (200, x / 64 % 2 == 0 ? 40 : 40 + Step, 20));

        const double Fine = Step * Step / 16;
        const double Middle = Step * Step / 4;
        Assert.Equal(Fine, Detail(focus, "fine energy"), 6);
        Assert.Equal(Middle, Detail(focus, "middle energy"), 6);
        double sharpness = Fine / (Middle + 16);
        double power = Math.Pow(sharpness, 4);
        Assert.Equal(power / (power + Math.Pow(0.09, 4)), focus.Value!.Value, 6);
    }

    [Fact]
    public void A_ramp_of_luminance_reads_its_mean_deviation()
    {
        // 60 to 180 across: thirty tiles inside, 3.75 levels apart, deviate from 120 by 30 * 3.75 / 4 on average.
        Measurement illumination = Measure("quality.illumination", (x, _) => Grey(60 + 120 * (x + 0.5) / Size));

        Assert.Equal(1, Detail(illumination, "exposed share"));
        Assert.Equal(30 * 3.75 / 4 / 120, Detail(illumination, "unevenness"), 0.002);
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(100, 1)]
    [InlineData(240, 0)]
    [KnownAnswer("quality.illumination")]
    public void Even_light_is_full_unless_it_is_dark_or_saturated(int level, double expected)
        => Assert.Equal(expected, Measure("quality.illumination", (_, _) => Grey(level)).Value);

    [Theory]
    [InlineData(200, 100, 30, 1)] // saturation 0.85, orange
    [InlineData(200, 150, 130, 0.5)] // saturation 0.35, half way from 0.2 to 0.5
    [InlineData(120, 120, 120, 0)] // grey
    [InlineData(200, 50, 100, 0)] // blue exceeds green: pink
    [InlineData(100, 120, 10, 0)] // green over red 1.2: green
    [InlineData(10, 5, 0, 0)] // too dark for a colour
    [KnownAnswer("quality.colour")]
    public void Colour_follows_saturation_and_hue(int red, int green, int blue, double expected)
        => Assert.Equal(expected, Measure("quality.colour", (_, _) => (red, green, blue)).Value!.Value, 9);

    [Fact]
    [KnownAnswer("quality.vessel_visibility")]
    public void Vessel_visibility_follows_density_and_contrast()
    {
        // A quarter of the field is vessel, a fifth darker than what is beside it.
        BinaryMask vessels = Drawing.Where(Size, Size, (x, _) => (int)x / 8 % 4 == 0);
        Measurement visibility = Measure("quality.vessel_visibility", (x, _) => (200, x / 8 % 4 == 0 ? 80 : 100, 20), vessels);

        Assert.Equal(0.2, Detail(visibility, "vessel contrast"), 9);
        Assert.Equal(Rising(0.25, 0.05) * Rising(0.2, 0.04), visibility.Value!.Value, 9);

        static double Rising(double x, double half) => Math.Pow(x, 4) / (Math.Pow(x, 4) + Math.Pow(half, 4));
    }

    [Fact]
    [KnownAnswer("quality.fov_fraction")]
    public void The_field_of_view_fraction_is_the_circles_part_inside_the_frame()
    {
        Assert.InRange(new DrawnPhotograph().Measure()["fov_fraction"], 0.99, 1);
        Assert.InRange(new DrawnPhotograph { ApertureX = 0 }.Measure()["fov_fraction"], 0.48, 0.52);
    }

    private static Measurement Measure(string id, Func<int, int, (double Red, double Green, double Blue)> colour, BinaryMask? vessels = null)
    {
        using FundusImage image = FundusImage.Create(Size, Size, colour, static (pixels, colour) =>
        {
            for (int y = 0, i = 0; y < Size; y++)
            {
                for (int x = 0; x < Size; x++)
                {
                    (double red, double green, double blue) = colour(x, y);
                    pixels[i++] = (byte)Math.Round(red);
                    pixels[i++] = (byte)Math.Round(green);
                    pixels[i++] = (byte)Math.Round(blue);
                }
            }
        });
        var builder = new RetinaSegmentation.Builder(Size, Size);
        if (vessels is not null)
        {
            builder.SetMask(RetinaClass.Vessel, vessels);
        }

        using RetinaSegmentation segmentation = builder.Build();
        return segmentation.Measure(id, image: image);
    }

    private static (double Red, double Green, double Blue) Grey(double level) => (level, level, level);

    private static double Detail(Measurement measurement, string name) => measurement.Details.Single(d => d.Name == name).Value;
}
