using System.Text.Json;

namespace RetSam.Cli.Tests;

public sealed class PhantomTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_phantom_writes_measure_reads_and_finds_true()
    {
        Assert.Equal(0, (await Retsam.RunAsync("phantom", "--size", "640", "--rotation", "-17.5", "--laterality", "os", "--seed", "5", "--out", _folder.Path)).ExitCode);
        JsonElement truth = JsonDocument.Parse(File.ReadAllText(_folder["truth.json"])).RootElement;
        JsonElement fovea = truth.GetProperty("fovea");
        string at = FormattableString.Invariant($"{fovea.GetProperty("x").GetDouble()},{fovea.GetProperty("y").GetDouble()}");
        Retsam.Outcome outcome = await Retsam.RunAsync(
            "measure", "--artery", Mask("artery"), "--vein", Mask("vein"), "--vessel", Mask("vessel"), "--disc", Mask("optic-disc"),
            "--cup", Mask("optic-cup"), "--fov", Mask("fov"), "--fovea", at, "--lesion", "hemorrhage=" + Mask("hemorrhage"), "--json", "-");

        Assert.Equal(0, outcome.ExitCode);
        RetinaReport report = RetinaReport.Parse(outcome.Output);
        Assert.Equal(Laterality.Left, report.Laterality.Eye);
        Assert.InRange(Value("vessel.artery.crae.knudtson") / truth.GetProperty("arteries").GetProperty("knudtsonEquivalent").GetDouble(), 0.97, 1.03);
        Assert.InRange(Value("cdr.vertical") - truth.GetProperty("cupToDiscRatio").GetDouble(), -0.01, 0.01);
        int hemorrhages = truth.GetProperty("lesions").EnumerateArray().Count(l => l.GetProperty("class").GetString() == "hemorrhage");
        Assert.Equal(hemorrhages, Value("lesion.hemorrhage.count"));

        string Mask(string name) => _folder[$"masks/phantom.{name}.png"];
        double Value(string id) => report.Find(id)?.Value ?? throw new InvalidOperationException($"{id}: {report.Find(id)?.Reason}");
    }

    [Fact]
    public async Task The_same_line_writes_the_same_bytes_and_a_photograph_of_the_size()
    {
        foreach (string run in new[] { "a", "b" })
        {
            Assert.Equal(0, (await Retsam.RunAsync("phantom", "--size", "320", "--out", Path.Combine(_folder.Path, run))).ExitCode);
        }

        foreach (string file in new[] { "truth.json", "phantom.png", "masks/phantom.vein.png" })
        {
            Assert.Equal(File.ReadAllBytes(_folder["a/" + file]), File.ReadAllBytes(_folder["b/" + file]));
        }

        using BinaryMask bright = Sample.ReadMask(_folder["a/masks/phantom.fov.png"]);
        Assert.Equal((320, 320), (bright.Width, bright.Height));
    }

    [Theory]
    [InlineData("--size", "100")]
    [InlineData("--size", "9000")]
    [InlineData("--rotation", "much")]
    [InlineData("--laterality", "both")]
    [InlineData("--seed", "-1")]
    public async Task A_wrong_option_is_refused_and_nothing_written(string option, string value)
    {
        Retsam.Outcome outcome = await Retsam.RunAsync("phantom", option, value, "--out", Path.Combine(_folder.Path, "none"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.NotEmpty(outcome.ErrorLines);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "none")));
    }
}
