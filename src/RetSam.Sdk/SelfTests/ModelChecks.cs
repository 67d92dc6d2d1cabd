using RetSam.Imaging.Skia;

namespace RetSam;

/// <summary>An analyzer on a drawn photograph: found as drawn, the same every time, and as where the model was made.</summary>
internal static class ModelChecks
{
    private const string Subject = "analyzer";

    /// <summary>As many analyses go on at a time as find something to disturb.</summary>
    private const int AtOnce = 4;

    public static IEnumerable<SelfTestCheck> Of(RetinaAnalyzer analyzer, CancellationToken cancellationToken)
    {
        using FundusImage photograph = SelfTestReference.Eye.DrawPhotograph();
        using RetinaAnalysis first = analyzer.Analyze(photograph, cancellationToken: cancellationToken);
        yield return CheckFieldOfView(first.Segmentation.FieldOfView);
        yield return CheckOverlay(first);
        yield return Repeat("a second time, every mask and number the same", 1);
        yield return Repeat($"{AtOnce} at the same time, every mask and number the same", AtOnce);
        foreach (SelfTestCheck check in CheckAreas(first))
        {
            yield return check;
        }

        SelfTestCheck Repeat(string name, int times)
        {
            bool[] same = new bool[times];
            Parallel.For(0, times, new ParallelOptions { MaxDegreeOfParallelism = times, CancellationToken = cancellationToken }, i =>
            {
                using RetinaAnalysis again = analyzer.Analyze(photograph, cancellationToken: cancellationToken);
                same[i] = AreSame(first, again);
            });
            return new SelfTestCheck(Subject, name, $"{times} of {times}", $"{same.Count(s => s)} of {times}", same.All(s => s));
        }
    }

    /// <summary>How many pixels each mask has, by class.</summary>
    public static SortedDictionary<string, int> AreasOf(RetinaSegmentation segmentation)
        => new(segmentation.Classes.Where(c => segmentation.GetMask(c) is not null).ToDictionary(c => c.Key, c => segmentation.GetMask(c)!.CountPixels()), StringComparer.Ordinal);

    private static SelfTestCheck CheckFieldOfView(FieldOfView found)
    {
        Circle drawn = SelfTestReference.Eye.Truth.FieldOfView;
        bool holds = Math.Abs(found.Radius - drawn.Radius) <= 0.01 * drawn.Radius && found.Centre.DistanceTo(drawn.Centre) <= 0.01 * drawn.Radius;
        return new SelfTestCheck(Subject, "field of view found", $"{drawn.Radius:F1} px around {drawn.Centre.X:F1}, {drawn.Centre.Y:F1}, within 1 %", $"{found.Radius:F1} px around {found.Centre.X:F1}, {found.Centre.Y:F1}", holds);
    }

    private static SelfTestCheck CheckOverlay(RetinaAnalysis analysis)
    {
        using var file = new MemoryStream();
        analysis.WriteOverlay(file);
        file.Position = 0;
        using FundusImage read = SkiaFundusImageCodec.Shared.Decode(file);
        (int width, int height) = (analysis.Image.Width, analysis.Image.Height);
        return new SelfTestCheck(Subject, "an overlay written as PNG is decoded", $"{width} x {height} px", $"{read.Width} x {read.Height} px", (read.Width, read.Height) == (width, height));
    }

    private static bool AreSame(RetinaAnalysis one, RetinaAnalysis other)
        => one.Segmentation.Classes.SequenceEqual(other.Segmentation.Classes)
            && one.Segmentation.Classes.All(c => one.Segmentation.GetMask(c) is not { } mask || mask.ContentEquals(other.Segmentation.GetMask(c)!))
            && one.Report.Measurements.Count == other.Report.Measurements.Count
            && one.Report.Measurements.Zip(other.Report.Measurements).All(m => m.First.Value.Equals(m.Second.Value) && m.First.Status == m.Second.Status);

    private static IEnumerable<SelfTestCheck> CheckAreas(RetinaAnalysis analysis)
    {
        if (analysis.Report.Segmentation.Model is not { } model || !SelfTestReference.Current.Models.TryGetValue(model.Sha256, out SortedDictionary<string, int>? reference))
        {
            yield break;
        }

        foreach ((string key, int found) in AreasOf(analysis.Segmentation))
        {
            int expected = reference.GetValueOrDefault(key, -1);
            double tolerance = 20 + 0.02 * expected;
            yield return new SelfTestCheck($"masks of {model.Id} {model.Version}", key, $"{expected} +- {tolerance:F0} px2", $"{found} px2", Math.Abs(found - expected) <= tolerance);
        }
    }
}
