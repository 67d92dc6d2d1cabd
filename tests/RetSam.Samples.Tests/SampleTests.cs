using System.Text.RegularExpressions;

namespace RetSam.Samples.Tests;

/// <summary>Each sample runs and says what it is there to show.</summary>
public sealed partial class SampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-samples-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task QuickStart_prints_the_measures_and_writes_the_overlay()
    {
        string[] said = await Sample.RunAsync("QuickStart", _folder);
        Assert.Contains(said, line => line.Contains("vessel.vessel.density", StringComparison.Ordinal) && line.Contains("Ok", StringComparison.Ordinal));
        Assert.Contains("not a medical device", string.Join(' ', said), StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(_folder, "retina.overlay.png")).Length > 10_000);
    }

    [Fact]
    public async Task CustomCodec_analyses_its_own_format_and_refuses_others_in_its_own_words()
    {
        string[] said = await Sample.RunAsync("CustomCodec", _folder);
        Assert.Matches(@"^5972775 raw bytes, 1411 x 1411 pixels, vessel density 0\.1\d+$", said[0]);
        Assert.Equal("retina.jpg: This is no raw photograph: it does not begin with RAWF, width and height.", said[1]);
    }

    [Fact]
    public async Task OwnModel_finds_what_its_package_looks_for_and_measures_nothing_else()
    {
        string[] said = await Sample.RunAsync("OwnModel", _folder);
        Assert.Matches(@"^brightest-place 1\.0\.0, \d+ bytes, looks for optic-disc$", said[0]);
        Match disc = Area().Match(said[1]);
        Assert.True(disc.Success, said[1]);
        // A hundredth of the photograph's two megapixels: what a disc covers, and no speck and no half of the picture.
        Assert.InRange(int.Parse(disc.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 10_000, 40_000);
        Assert.Equal($"disc.area = {disc.Groups[1].Value} px2", said[2]);
        Assert.StartsWith("vessel.vessel.density: NoVessels, ", said[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnMeasure_is_in_the_catalogue_the_report_and_the_table()
    {
        string[] said = await Sample.RunAsync("OwnMeasure", _folder);
        Assert.Equal("catalogue: sample.macula.vessel_free_radius (px, um): Distance from the fovea to the centre of the nearest vessel pixel.", said[0]);
        Assert.Matches(@"^JSON: \d+\.\d px, \d+ um, Ok$", said[1]);
        Assert.Equal("CSV: sample.macula.vessel_free_radius, sample.macula.vessel_free_radius[um]", said[2]);
    }

    [Fact]
    public async Task OwnExecutionProvider_is_passed_over_with_the_reason_and_the_next_one_computes()
    {
        string[] said = await Sample.RunAsync("OwnExecutionProvider", _folder);
        Assert.StartsWith("passed over XnnpackExecutionProvider (NotInRuntime): ", said[0], StringComparison.Ordinal);
        Assert.Contains("a native build of ONNX Runtime with XNNPACK", said[0], StringComparison.Ordinal);
        Assert.Equal("computed by CPUExecutionProvider; the report says CPUExecutionProvider", said[1]);
    }

    [Fact]
    public async Task NativeAot_makes_sense_of_its_numbers_before_it_is_compiled_ahead_of_time_too()
    {
        string[] said = await Sample.RunAsync("NativeAot", _folder, Sample.Photograph);
        Assert.Matches(@"^\d+ measurements, vessel density 0\.1\d+, overlay \d+ bytes, \d+ ms$", Assert.Single(said));
    }

    [GeneratedRegex(@"^optic-disc: (\d+) px2$")]
    private static partial Regex Area();
}
