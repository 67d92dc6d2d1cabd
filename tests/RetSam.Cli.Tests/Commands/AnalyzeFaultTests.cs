namespace RetSam.Cli.Tests.Commands;

/// <summary>Outputs of <c>retsam analyze</c> that meet a full disk: named, never half-written.</summary>
public sealed class AnalyzeFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Output => Path.Combine(_folder.Path, "out");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("eye.json")]
    [InlineData("eye.html")]
    [InlineData("masks/eye.optic-disc.png")]
    public async Task A_file_of_one_image_that_cannot_be_written_fails_that_image(string name)
    {
        (Retsam.Outcome outcome, string file) = await MeetFullDiskAsync(name);
        Assert.StartsWith($"retsam: {_folder["eye.png"]}: {file}: cannot be written: No space left on device", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Output, "eye-2.json")));
        Assert.Contains(",failed,", File.ReadAllText(Path.Combine(Output, "report.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report.csv")]
    [InlineData("measures.csv")]
    [InlineData("measures.parquet")]
    public async Task A_table_that_cannot_be_written_ends_the_run(string name)
    {
        (Retsam.Outcome outcome, string file) = await MeetFullDiskAsync(name);
        Assert.StartsWith($"retsam: {file}: cannot be written: No space left on device", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Output, "eye.json")));
    }

    private async Task<(Retsam.Outcome Outcome, string File)> MeetFullDiskAsync(string name)
    {
        Assert.Equal(0, (await Retsam.RunAsync("phantom", "--size", "320", "--out", _folder["phantom"])).ExitCode);
        byte[] photograph = File.ReadAllBytes(_folder["phantom/phantom.png"]);
        _folder.Write("eye.png", photograph);
        _folder.Write("second/eye.png", photograph);
        string file = Path.Combine(Output, name);
        FaultyFiles.FillDiskUnder(file);
        Retsam.Outcome outcome = await Retsam.RunAsync(
            "analyze", _folder["eye.png"], _folder["second/eye.png"], "--out", Output, "--html", "--long-csv", "--parquet");
        Assert.Equal(2, outcome.ExitCode);
        Assert.False(File.Exists(file));
        Assert.Empty(Directory.EnumerateFiles(Output, "*" + PartialFile.Extension, SearchOption.AllDirectories));
        return (outcome, file);
    }
}
