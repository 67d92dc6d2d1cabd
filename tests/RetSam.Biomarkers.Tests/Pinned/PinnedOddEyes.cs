using RetSam.Biomarkers.Tests.Phantoms;

namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>What the catalogue says of masks that no eye has (<see cref="Pins"/>): values, and the reasons for having none.</summary>
public sealed class PinnedOddEyes
{
    [Theory]
    [MemberData(nameof(DegenerateInputTests.Names), MemberType = typeof(DegenerateInputTests))]
    public void Every_measure(string name)
    {
        var pins = new Pins($"odd/{name}");
        using RetinaSegmentation eye = DegenerateInputTests.Draw(name);
        MeasureText.Add(pins, "values", MeasureCatalogue.Default.MeasureAll(eye, PixelScale.Given(10), Laterality.Left, cancellationToken: TestContext.Current.CancellationToken), parts: 1);
        pins.Check();
    }
}
