using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using RetSam.Biomarkers.Phantoms;
using RetSam.Cli.Evaluation;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary>
/// How far a model's results depend on where and how it is run: a drawn photograph through every execution provider that is available, with
/// several threads, and with the graph as it is, each against one thread of the processor.
/// </summary>
internal static class ProviderChecks
{
    /// <summary>The largest difference of a probability that rounding may make.</summary>
    private const double MostProbability = 0.02;

    /// <summary>How many pixels of a mask may change sides: some, and a part of the mask.</summary>
    private const int MostPixels = 20;

    /// <inheritdoc cref="MostPixels"/>
    private const double MostOfMask = 0.02;

    /// <summary>The largest relative difference of nearly all measures.</summary>
    private const double MostOfMeasure = 0.02;

    /// <summary>How many of the measures keep to it: those that count, such as ends of vessels, may jump by one where a pixel changes sides.</summary>
    private const double NearlyAll = 0.95;

    private static readonly OnnxSegmenterOptions Reference = new()
    {
        ExecutionProviders = [new CpuExecutionProvider()], Threads = 1, MaxConcurrency = 1, KeepProbabilities = true,
    };

    public static IEnumerable<SelfTestCheck> Of(ModelPackage package, CancellationToken cancellationToken)
    {
        using RetinaAnalyzer measuring = RetinaAnalyzer.Create(b => b.WithoutModel());
        using FundusImage photograph = EyePhantom.Create(new EyePhantomOptions { Seed = 5, Size = 1024 }).DrawPhotograph();
        using RetinaSegmentation expected = Segment(Reference);
        foreach ((string name, OnnxSegmenterOptions way) in Ways())
        {
            string subject = $"{name}, against one thread of the processor";
            using RetinaSegmentation found = Segment(way);
            foreach (SelfTestCheck check in Compare(subject, expected, found, measuring, cancellationToken))
            {
                yield return check;
            }
        }

        RetinaSegmentation Segment(OnnxSegmenterOptions way)
        {
            using var segmenter = new OnnxSegmenter(package, way);
            return segmenter.Segment(photograph, FieldOfView.Detect(photograph), cancellationToken);
        }
    }

    /// <summary>Compares what a model found one way with what it found another: probabilities, masks, measures.</summary>
    public static IEnumerable<SelfTestCheck> Compare(
        string subject, RetinaSegmentation expected, RetinaSegmentation found, RetinaAnalyzer measuring, CancellationToken cancellationToken)
        =>
        [
            CheckProbabilities(subject, expected, found),
            CheckMasks(subject, expected, found),
            CheckMeasures(subject, measuring.Measure(expected, cancellationToken: cancellationToken), measuring.Measure(found, cancellationToken: cancellationToken)),
        ];

    private static IEnumerable<(string Name, OnnxSegmenterOptions Way)> Ways()
    {
        int threads = Math.Max(2, Environment.ProcessorCount);
        yield return ($"{threads} threads", Reference with { Threads = threads });
        yield return ("graph as it is", Reference with { ExecutionProviders = [new UnoptimizedProcessor(GraphOptimizationLevel.ORT_DISABLE_ALL)] });
        yield return ("graph simplified only", Reference with { ExecutionProviders = [new UnoptimizedProcessor(GraphOptimizationLevel.ORT_ENABLE_BASIC)] });
        foreach (ExecutionProviderStatus status in ExecutionProvider.CheckAll().Where(s => s.IsAvailable && s.Provider is not CpuExecutionProvider))
        {
            yield return (status.Provider.Name, Reference with { ExecutionProviders = [status.Provider] });
        }
    }

    private static SelfTestCheck CheckProbabilities(string subject, RetinaSegmentation expected, RetinaSegmentation found)
    {
        (RetinaClass Class, double Difference) largest = expected.Classes.Where(c => expected.GetProbability(c) is not null)
            .Select(c => (c, LargestDifference(expected.GetProbability(c)!.Values, found.GetProbability(c)!.Values))).DefaultIfEmpty().MaxBy(d => d.Item2);
        return new SelfTestCheck(
            subject, "largest difference of a probability", Text($"at most {MostProbability}"), Text($"{largest.Difference:0.0e0} ({largest.Class?.Slug ?? "none"})"), largest.Difference <= MostProbability);
    }

    private static double LargestDifference(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs((double)expected[i] - found[i]));
        }

        return largest;
    }

    private static SelfTestCheck CheckMasks(string subject, RetinaSegmentation expected, RetinaSegmentation found)
    {
        (string Class, long Flipped, long Of, PixelCounts Counts)[] flips =
        [
            .. expected.Classes.Where(c => expected.GetMask(c) is not null)
                .Select(c => (c.Slug, Counts: PixelCounts.Of(found.GetMask(c)!, expected.GetMask(c)!)))
                .Select(m => (m.Slug, m.Counts.FalsePositives + m.Counts.FalseNegatives, m.Counts.TruePositives + m.Counts.FalseNegatives, m.Counts)),
        ];
        (string worst, long flipped, long of, PixelCounts counts) = flips.MaxBy(f => f.Flipped - MostOfMask * f.Of);
        return new SelfTestCheck(
            subject,
            "pixels that change sides",
            Text($"at most {MostPixels} and {MostOfMask:P0} of each mask"),
            Text($"{flips.Sum(f => f.Flipped)} of all; at worst {flipped} of {of} ({worst}, Dice {counts.Dice ?? 1:0.00000})"),
            flipped <= MostPixels + MostOfMask * of);
    }

    private static SelfTestCheck CheckMeasures(string subject, RetinaReport expected, RetinaReport found)
    {
        // Without those that have no value either way: nothing was compared there.
        (string Id, double Difference)[] differences =
        [
            .. expected.Measurements.Zip(found.Measurements).Where(m => (m.First.Value ?? m.Second.Value) is not null)
                .Select(m => (m.First.Id, RelativeDifference(m.First.Value, m.Second.Value))),
        ];
        (string largest, double difference) = differences.Append((Id: "none", Difference: 0.0)).MaxBy(d => d.Difference);
        double within = differences.Length == 0 ? 1 : differences.Count(d => d.Difference <= MostOfMeasure) / (double)differences.Length;
        return new SelfTestCheck(
            subject,
            "relative difference of measures",
            Text($"at most {MostOfMeasure:P0} for {NearlyAll:P0}"),
            Text($"at most {MostOfMeasure:P0} for {within:P1}; {differences.Count(d => d.Difference == 0)} of {differences.Length} equal, at worst {difference:0.0e0} ({largest})"),
            within >= NearlyAll);
    }

    /// <summary>The difference over the larger magnitude; 1 where only one has a value.</summary>
    private static double RelativeDifference(double? expected, double? found)
        => expected.Equals(found) ? 0
            : expected is not { } one || found is not { } other ? 1
            : Math.Abs(one - other) / Math.Max(Math.Abs(one), Math.Abs(other));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
