using RetSam.Inference;

namespace RetSam.Models.Lite.Tests;

/// <summary>Accuracy in the stored photograph's own pixels, on DRIVE's test part (Staal 2004), whose second observer reaches 0.79.</summary>
public class DriveTests
{
    [Fact]
    public void Vessels_of_test_photographs_reach_a_mean_dice_of_0_77()
    {
        string folder = Path.Combine(TestFiles.DataRoot, "DRIVE", "test");
        Assert.SkipUnless(Directory.Exists(folder), "../shared/data/DRIVE is not here.");
        string[] photographs = [.. Directory.EnumerateFiles(folder)
            .Where(f => File.Exists(Path.Combine(folder, Path.GetFileNameWithoutExtension(f) + ".vessel.png")))
            .Order(StringComparer.Ordinal)
            .Take(4)];
        Assert.Equal(4, photographs.Length);
        using OnnxSegmenter segmenter = new(LiteModel.OpenPackage(), new OnnxSegmenterOptions { Threads = 1 });
        double[] scores = [.. photographs.Select(p => Dice(segmenter, p))];
        TestContext.Current.SendDiagnosticMessage($"Dice {string.Join(", ", scores.Select(s => s.ToString("F3", null)))}");
        Assert.InRange(scores.Average(), 0.77, 1);
    }

    private static double Dice(OnnxSegmenter segmenter, string photograph)
    {
        using FundusImage image = TestFiles.ReadPhotograph(photograph);
        using RetinaSegmentation result = segmenter.Segment(image, FieldOfView.Detect(image), TestContext.Current.CancellationToken);
        using BinaryMask truth = TestFiles.ReadMask(Path.ChangeExtension(photograph, null) + ".vessel.png");
        BinaryMask found = result.GetMask(RetinaClass.Vessel)!;
        return 2.0 * found.CountShared(truth) / (found.CountPixels() + truth.CountPixels());
    }
}
