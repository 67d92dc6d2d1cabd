using System.Text.Json;

namespace RetSam.Cli.Tests.Commands;

/// <summary>The embedded model over a folder of labelled photographs that is made up here.</summary>
public sealed class EvaluateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private BinaryMask? _vessel;

    public void Dispose()
    {
        _vessel?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Three_photographs_are_scored_told_as_a_table_and_written_as_JSON_and_Markdown()
    {
        foreach (string id in new[] { "a", "b", "c" })
        {
            await DrawAsync(id);
        }

        File.WriteAllText(_folder["points.csv"], "dataset,split,id,width,height,disc_x,disc_y,fovea_x,fovea_y\nDrawn,test,a,,,150,150,,\n");
        Retsam.Outcome outcome = await Retsam.RunAsync(
            "evaluate", "--data", _folder.Path, "--json", _folder["out.json"], "--markdown", _folder["out.md"], "--threads", "1");
        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["out.json"]));
        JsonElement set = Assert.Single(json.RootElement.GetProperty("sets").EnumerateArray());
        Assert.Equal("Drawn", set.GetProperty("dataset").GetString());
        Assert.Equal(["a", "b", "c"], set.GetProperty("images").EnumerateArray().Select(i => i.GetProperty("id").GetString()));

        // Photograph b's labels are the model's own masks; c's are empty.
        JsonElement b = set.GetProperty("images")[1].GetProperty("scores");
        Assert.Equal(1, b.GetProperty("vessel.dice").GetDouble());
        Assert.InRange(b.GetProperty("vessel.auc").GetDouble(), 0.99, 1);
        Assert.InRange(b.GetProperty("seconds").GetDouble(), 1e-4, 60);
        JsonElement c = set.GetProperty("images")[2].GetProperty("scores");
        Assert.Equal(0, c.GetProperty("vessel.dice").GetDouble());
        Assert.Equal(JsonValueKind.Null, c.GetProperty("vessel.auc").ValueKind);

        // The table's mean is the mean of the images' scores.
        double mean = set.GetProperty("images").EnumerateArray().Average(i => i.GetProperty("scores").GetProperty("vessel.dice").GetDouble());
        string[] row = outcome.Output.Split('\n').First(line => line.Contains("\tvessel.dice\t", StringComparison.Ordinal)).Split('\t');
        Assert.Equal(["Drawn test", "vessel.dice", "3", "0", mean.ToString("F3", System.Globalization.CultureInfo.InvariantCulture)], row[..5]);
        Assert.Contains("| Drawn test | vessel.dice | 3 | 0 |", File.ReadAllText(_folder["out.md"]));
    }

    [Fact]
    public async Task Mirror_images_tiles_and_classes_are_what_the_command_line_says()
    {
        await DrawAsync("b");
        string[] evaluate = ["evaluate", "--data", _folder.Path, "--json", "-", "--threads", "1", "--classes", "vessel"];
        double once = await AucAsync(evaluate);
        double mirrored = await AucAsync([.. evaluate, "--flips", "horizontal"]);
        double oneTile = await AucAsync([.. evaluate, "--tiles", "1"]);
        Assert.Equal(once, oneTile);
        Assert.NotEqual(once, mirrored);
        Assert.Equal(once, mirrored, 0.05);

        Assert.Equal(1, (await Retsam.RunAsync([.. evaluate, "--tiles", "0.5"])).ExitCode);
        Assert.Equal(1, (await Retsam.RunAsync([.. evaluate, "--flips", "sideways"])).ExitCode);
        Retsam.Outcome unknown = await Retsam.RunAsync("evaluate", "--data", _folder.Path, "--classes", "vessel,eyelash");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("'eyelash' is no class", unknown.Error, StringComparison.Ordinal);
        Retsam.Outcome unpredicted = await Retsam.RunAsync("evaluate", "--data", _folder.Path, "--classes", "drusen");
        Assert.NotEqual(0, unpredicted.ExitCode);
        Assert.Contains("does not predict drusen", unpredicted.Error, StringComparison.Ordinal);

        static async Task<double> AucAsync(string[] args)
        {
            Retsam.Outcome outcome = await Retsam.RunAsync(args);
            Assert.Equal("", outcome.Error);
            using JsonDocument json = JsonDocument.Parse(outcome.Output);
            return json.RootElement.GetProperty("sets")[0].GetProperty("images")[0].GetProperty("scores").GetProperty("vessel.auc").GetDouble();
        }
    }

    [Fact]
    public async Task The_ids_listed_are_the_ones_scored_and_a_bad_photograph_fails_alone()
    {
        await DrawAsync("b");
        _folder.Write("Drawn/test/bad.jpg", [1, 2, 3]);
        File.Copy(_folder["Drawn/test/b.vessel.png"], _folder["Drawn/test/bad.vessel.png"]);
        _folder.Write("Drawn/test/other.jpg", [1, 2, 3]);
        File.WriteAllText(_folder["ids.txt"], "b\n\nbad \n");
        Retsam.Outcome outcome = await Retsam.RunAsync("evaluate", "--data", _folder.Path, "--ids", _folder["ids.txt"], "--json", "-", "--threads", "1");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("bad.jpg", Assert.Single(outcome.ErrorLines));
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        Assert.Single(json.RootElement.GetProperty("sets")[0].GetProperty("images").EnumerateArray());
        Assert.Single(json.RootElement.GetProperty("failed").EnumerateArray());
    }

    [Theory]
    [InlineData("no such folder", "--data", "nowhere")]
    [InlineData("holds no photographs of Absent", "--data", ".", "--dataset", "Absent")]
    [InlineData("--ids nowhere.txt", "--data", ".", "--ids", "nowhere.txt")]
    public async Task What_is_not_there_is_told_before_a_model_is_loaded(string expected, params string[] args)
    {
        Retsam.Outcome outcome = await Retsam.RunAsync(["evaluate", .. args.Select(a => a == "." ? _folder.Path : a)]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(expected, Assert.Single(outcome.ErrorLines));
    }

    /// <summary>The repository's photograph with labels: what the model says of it, except for c, whose labels are empty.</summary>
    private async Task DrawAsync(string id)
    {
        File.Copy(Sample.Photograph, _folder[$"Drawn/test/{id}.jpg"]);
        string label = _folder[$"Drawn/test/{id}.vessel.png"];
        using BinaryMask vessel = _vessel is { } known ? known.Clone() : await SegmentAsync();
        _vessel ??= vessel.Clone();
        if (id == "c")
        {
            vessel.Clear();
        }

        vessel.Save(label);
    }

    private async Task<BinaryMask> SegmentAsync()
    {
        using var output = new TemporaryFolder();
        Retsam.Outcome outcome = await Retsam.RunAsync("segment", Sample.Photograph, "--out", output.Path, "--threads", "1");
        Assert.Equal("", outcome.Error);
        return Sample.ReadMask(output["masks/retina.vessel.png"]);
    }
}
