using RetSam.Imaging.Skia;

namespace RetSam.Biomarkers.Tests.Quality;

/// <summary>
/// The grade on DRIMDB (Sevik 2014), where ../shared/data has it, by the model for photographs without vessel masks. The coefficients
/// were fitted on these photographs, so this holds the SDK to what training/quality/README.md says, and says nothing of others.
/// </summary>
public sealed class DrimdbTests
{
    private const double StatedArea = 0.998;
    private const double Margin = 0.01;

    [Fact]
    public void Good_photographs_are_told_from_bad_ones_and_from_other_pictures_which_are_rejected()
    {
        string folder = SharedData.Require("DRIMDB", "train");
        var good = new List<double>();
        var other = new List<double>();
        int goodRejected = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*_*.*").Order(StringComparer.Ordinal))
        {
            Measurement grade = Grade(file);
            bool isGood = Path.GetFileName(file).StartsWith("good_", StringComparison.Ordinal);
            (isGood ? good : other).Add(grade.Details.Single(d => d.Name == "probability good").Value);
            if (isGood)
            {
                goodRejected += grade.Value == 0 ? 1 : 0;
            }
            else
            {
                Assert.True(grade.Value == 0, $"{Path.GetFileName(file)} has the grade {grade.Value}.");
            }
        }

        Assert.Equal((83, 60), (good.Count, other.Count));
        Assert.InRange(goodRejected, 0, 8);
        Assert.InRange(RocArea(good, other), StatedArea - Margin, 1);
    }

    private static Measurement Grade(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using FundusImage image = SkiaFundusImageCodec.Shared.Decode(stream, cancellationToken: TestContext.Current.CancellationToken);
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(image.Width, image.Height).SetFieldOfView(FieldOfView.Detect(image)).Build();
        return segmentation.Measure("quality.grade", image: image);
    }

    /// <summary>How often a good photograph has the higher probability of a pair; a tie counts half.</summary>
    private static double RocArea(List<double> good, List<double> other)
        => good.Average(g => other.Average(o => g > o ? 1 : g == o ? 0.5 : 0));
}
