using System.Globalization;
using RetSam.Biomarkers;
using RetSam.Biomarkers.Phantoms;

namespace RetSam;

/// <summary>Procedural eyes, measured and held to what is true of them.</summary>
internal static class PhantomChecks
{
    private static readonly EyePhantomOptions[] Eyes =
    [
        new() { Seed = 1, Size = 640 },
        new() { Seed = 2, Size = 1024, RotationDegrees = 17, Laterality = Laterality.Left },
        new() { Seed = 3, Size = 1024, RotationDegrees = 45 },
        new() { Seed = 77, Size = 2048, RotationDegrees = 90, Laterality = Laterality.Left },
    ];

    public static IEnumerable<SelfTestCheck> All(CancellationToken cancellationToken) => Eyes.Select(EyePhantom.Create).SelectMany(e => Of(e, e.Truth, cancellationToken));

    /// <summary>Measures an eye and holds it to a truth.</summary>
    public static IEnumerable<SelfTestCheck> Of(EyePhantom eye, EyeTruth truth, CancellationToken cancellationToken)
    {
        EyePhantomOptions options = eye.Options;
        using RetinaSegmentation masks = eye.DrawSegmentation();
        Dictionary<string, Measurement> measured = MeasureCatalogue.Default
            .MeasureAll(masks, laterality: options.Laterality, cancellationToken: cancellationToken).ToDictionary(m => m.Id);
        string subject = string.Create(
            CultureInfo.InvariantCulture, $"phantom {options.Seed}, {options.Size} px, turned by {options.RotationDegrees} degrees, {options.Laterality}");
        foreach (PhantomBound bound in PhantomBound.Of(truth))
        {
            yield return Compare(subject, bound, measured[bound.Id]);
        }
    }

    private static SelfTestCheck Compare(string subject, PhantomBound bound, Measurement measured)
    {
        string unit = measured.Unit == "1" ? "" : " " + measured.Unit;
        string expected = bound.Tolerance == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{bound.Truth}{unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{bound.Truth:G6} +- {bound.Tolerance:G3}{unit}");
        string found = measured.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:G6}{unit}") : $"{measured.Status}: {measured.Reason}";
        return new SelfTestCheck(subject, bound.Id, expected, found, measured.Value is { } v && Math.Abs(v - bound.Truth) <= bound.Tolerance);
    }
}
