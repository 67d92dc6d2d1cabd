using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetSam.Models.Lite;

namespace RetSam.Cli.Tests.Commands;

/// <summary><c>retsam model</c>, with the default model's own files as the package.</summary>
public sealed class ModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inspect_tells_which_heads_give_which_classes_and_what_the_graph_holds()
    {
        Retsam.Outcome outcome = await Retsam.RunAsync("model", "inspect", "--json");
        Assert.Equal(0, outcome.ExitCode);
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        JsonElement root = json.RootElement;
        Assert.Equal("retsam-lite", root.GetProperty("id").GetString());
        JsonElement vessels = root.GetProperty("outputs").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "vessels");
        Assert.Equal(["vessel", "artery", "vein"], vessels.GetProperty("classes").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal([1, 3, 640, 640], vessels.GetProperty("dimensions").EnumerateArray().Select(d => d.GetInt32()));
        JsonElement conv = root.GetProperty("operators").EnumerateArray().Single(o => o.GetProperty("type").GetString() == "Conv");
        Assert.Equal("ai.onnx", conv.GetProperty("domain").GetString());
        Assert.InRange(conv.GetProperty("count").GetInt32(), 10, 1000);
        Assert.Equal(LiteModel.OpenPackage().WeightsSha256, root.GetProperty("files")[0].GetProperty("sha256").GetString());
        string lines = (await Retsam.RunAsync("model", "inspect")).Output;
        Assert.Contains("multilabel: vessel, artery, vein", lines, StringComparison.Ordinal);
        Assert.Contains("ai.onnx: ", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_hashes_is_packed_to_the_same_bytes_twice_and_the_zip_verifies()
    {
        string package = Folder();
        Assert.Equal(2, (await Retsam.RunAsync("model", "verify", package)).ExitCode);
        string first = _folder["one.zip"];
        string second = _folder["two.zip"];
        Assert.Equal(0, (await Retsam.RunAsync("model", "pack", package, "--out", first)).ExitCode);
        Assert.Equal(0, (await Retsam.RunAsync("model", "pack", package, "--out", second)).ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(first, Cancel), await File.ReadAllBytesAsync(second, Cancel));
        Retsam.Outcome verified = await Retsam.RunAsync("model", "verify", first);
        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        Assert.Equal($"OK retsam-lite {LiteModel.OpenPackage().Manifest.Version} {LiteModel.OpenPackage().WeightsSha256}", verified.Output.Trim());
    }

    [Fact]
    public async Task In_place_the_folder_itself_becomes_a_package()
    {
        string package = Folder();
        Assert.Equal(0, (await Retsam.RunAsync("model", "pack", package, "--in-place")).ExitCode);
        Assert.Equal(0, (await Retsam.RunAsync("model", "inspect", package)).ExitCode);
        Assert.Equal(["LICENSE.txt", "model.json", "model.onnx"], Directory.GetFiles(package).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Verify_names_every_fault_in_a_line_of_its_own()
    {
        string package = Folder();
        await Retsam.RunAsync("model", "pack", package, "--in-place");
        await File.WriteAllTextAsync(Path.Combine(package, "LICENSE.txt"), "changed", Cancel);
        await File.WriteAllTextAsync(Path.Combine(package, "stray.txt"), "", Cancel);
        Retsam.Outcome outcome = await Retsam.RunAsync("model", "verify", package);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal(2, outcome.ErrorLines.Length);
        Assert.Contains("$.files: the package holds 'stray.txt'", outcome.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("$.files[0].bytes", outcome.ErrorLines[1], StringComparison.Ordinal);
        Assert.All(outcome.ErrorLines, line => Assert.StartsWith($"retsam: {package}: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_zip_that_leads_out_of_itself_is_named_and_nothing_is_run()
    {
        string path = _folder["evil.zip"];
        using (ZipArchive zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, Cancel))
        {
            zip.CreateEntry("../../evil.onnx");
        }

        foreach (string verb in new[] { "verify", "inspect" })
        {
            Retsam.Outcome outcome = await Retsam.RunAsync("model", verb, path);
            Assert.Equal(2, outcome.ExitCode);
            Assert.Contains("leads out of the package", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("model")]
    [InlineData("model", "pack")]
    [InlineData("model", "pack", "folder")]
    [InlineData("model", "pack", "folder", "--in-place", "--out", "x.zip")]
    [InlineData("model", "pack", "folder", "--out", "folder/x.zip")]
    public async Task A_wrong_command_line_does_nothing(params string[] args)
        => Assert.Equal(1, (await Retsam.RunAsync(args)).ExitCode);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The default model as somebody would put it together: no hashes, and a licence beside it.</summary>
    private string Folder()
    {
        foreach (string name in new[] { "model.json", "model.onnx" })
        {
            using Stream resource = typeof(LiteModel).Assembly.GetManifestResourceStream($"RetSam.Models.Lite.{name}")!;
            using FileStream file = File.Create(_folder[$"package/{name}"]);
            resource.CopyTo(file);
        }

        JsonNode manifest = JsonNode.Parse(File.ReadAllBytes(_folder["package/model.json"]))!;
        manifest["weights"] = new JsonObject { ["file"] = "model.onnx" };
        File.WriteAllText(_folder["package/model.json"], manifest.ToJsonString());
        File.WriteAllText(_folder["package/LICENSE.txt"], "Research only.");
        return Path.Combine(_folder.Path, "package");
    }
}
