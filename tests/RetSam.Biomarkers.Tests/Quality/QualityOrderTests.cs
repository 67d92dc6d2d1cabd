using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Quality;

/// <summary>What makes a photograph worse makes its score lower, and resolution does not.</summary>
public sealed class QualityOrderTests
{
    private static readonly string[] Scores = ["focus", "illumination", "contrast", "colour", "vessel_visibility", "fov_fraction"];

    [Fact]
    public void Blur_lowers_focus()
        => Falls("focus", [0, 0.002, 0.004, 0.008, 0.016, 0.03], blur => new DrawnPhotograph { Blur = blur });

    [Fact]
    public void A_steeper_ramp_of_light_lowers_illumination()
        => Falls("illumination", [0, 0.2, 0.4, 0.6, 0.8], ramp => new DrawnPhotograph { Ramp = ramp });

    [Fact]
    public void Flatter_vessels_lower_contrast_and_their_own_visibility()
    {
        Falls("contrast", [0.5, 0.35, 0.2, 0.1, 0.05], depth => new DrawnPhotograph { VesselDepth = depth });
        Falls("vessel_visibility", [0.5, 0.35, 0.2, 0.1, 0.05], depth => new DrawnPhotograph { VesselDepth = depth });
    }

    [Fact]
    public void Fading_to_grey_lowers_colour()
        => Falls("colour", [0, 0.25, 0.4, 0.5, 1], grey => new DrawnPhotograph
        {
            VesselDepth = 0,
            Ground = (170 - 70 * grey, 100, 30 + 70 * grey),
        }, strictly: false);

    [Fact]
    public void A_circle_clipped_further_shows_less_of_the_field()
        => Falls("fov_fraction", [0.5, 0.4, 0.3, 0.2], x => new DrawnPhotograph { ApertureX = x });

    [Fact]
    public void The_same_picture_at_700_and_1400_px_reads_within_0_05()
    {
        foreach (double blur in new[] { 0, 0.006 })
        {
            var small = new DrawnPhotograph { Size = 700, Blur = blur, Ramp = 0.3 };
            Dictionary<string, double> of700 = small.Measure();
            Dictionary<string, double> of1400 = (small with { Size = 1400 }).Measure();
            foreach (string score in Scores)
            {
                double difference = of700[score] - of1400[score];
                Assert.True(Math.Abs(difference) <= 0.05, $"{score}, blur {blur}: {difference:F3}");
            }
        }
    }

    [Fact]
    [KnownAnswer("quality.grade")]
    public void A_sharp_photograph_is_good_and_a_blurred_dark_or_grey_one_is_rejected_with_or_without_vessels()
    {
        var sharp = new DrawnPhotograph();
        DrawnPhotograph[] bad =
        [
            sharp with { Blur = 0.03 }, sharp with { Ground = (14, 8, 2) }, sharp with { Ground = (90, 90, 90), VesselDepth = 0.02 },
        ];
        foreach (bool withVessels in new[] { true, false })
        {
            Assert.Equal(2, sharp.Measure(withVessels)["grade"]);
            Assert.All(bad, photograph => Assert.Equal(0, photograph.Measure(withVessels)["grade"]));
        }
    }

    private static void Falls(string score, double[] worse, Func<double, DrawnPhotograph> draw, bool strictly = true)
    {
        double[] values = [.. worse.Select(w => draw(w).Measure()[score])];
        string found = string.Join(", ", values.Select(v => v.ToString("F4", null)));
        for (int i = 1; i < values.Length; i++)
        {
            Assert.True(strictly ? values[i] < values[i - 1] : values[i] <= values[i - 1], $"{score}: {found}");
        }

        Assert.True(values[^1] < values[0] - 0.1, $"{score}: {found}");
    }
}
