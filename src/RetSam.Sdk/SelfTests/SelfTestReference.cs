using System.Globalization;
using System.Text.Json;
using RetSam.Biomarkers;
using RetSam.Biomarkers.Phantoms;

namespace RetSam;

/// <summary>What was computed where this version was made, embedded; written anew by eng/update-selftest.sh.</summary>
/// <param name="Measures">Every measure of <see cref="Eye"/> by id: its value with all digits, or the status that says why there is none.</param>
/// <param name="Models">By the SHA-256 of a model's weights and the class: how many pixels its mask of <see cref="Eye"/>'s photograph has.</param>
internal sealed record SelfTestReference(SortedDictionary<string, string> Measures, SortedDictionary<string, SortedDictionary<string, int>> Models)
{
    private static readonly Lazy<SelfTestReference> Embedded = new(Read);

    public static SelfTestReference Current => Embedded.Value;

    public static EyePhantom Eye { get; } = EyePhantom.Create(new EyePhantomOptions { Seed = 2026, Size = 640 });

    /// <summary>Takes every measure of the reference eye.</summary>
    public static IReadOnlyList<Measurement> MeasureEye(CancellationToken cancellationToken)
    {
        using RetinaSegmentation masks = Eye.DrawSegmentation();
        return MeasureCatalogue.Default.MeasureAll(
            masks, PixelScale.Given(7), Eye.Options.Laterality, cancellationToken: cancellationToken);
    }

    /// <summary>How a measurement stands in the reference.</summary>
    public static string Write(Measurement measurement) => measurement.Value?.ToString("R", CultureInfo.InvariantCulture) ?? measurement.Status.ToString();

    private static SelfTestReference Read()
    {
        using Stream stream = typeof(SelfTestReference).Assembly.GetManifestResourceStream("RetSam.SelfTests.reference.json")!;
        return JsonSerializer.Deserialize(stream, SelfTestJsonContext.Default.SelfTestReference)!;
    }
}
