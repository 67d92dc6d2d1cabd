using System.Text;
using RetSam.Sdk.Tests;

namespace RetSam.Cli.Tests.Commands;

/// <summary>Everything that <c>retsam analyze</c> can write of a photograph, searched for what the camera wrote into it and for the file's name.</summary>
public sealed class AnalyzePrivacyTests : IDisposable
{
    private const string Secret = "SmithJane19510203";
    private const string Name = "q7eye";

    private static readonly string[] Tables = ["report.csv", "measures.csv", "measures.parquet"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_of_the_metadata_is_in_any_file_and_the_name_in_tables_alone()
    {
        byte[] photograph = SecretMetadata.Into(await File.ReadAllBytesAsync(Sample.Photograph, TestContext.Current.CancellationToken), Secret);
        Assert.True(Contains(photograph, Secret));
        string output = Path.Combine(_folder.Path, "out");
        Retsam.Outcome outcome = await Retsam.RunAsync(
            "analyze", _folder.Write($"{Name}.jpg", photograph), "--out", output, "--overlay", "--html", "--fhir", "--long-csv", "--parquet", "--json");
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain(Secret, outcome.Output, StringComparison.Ordinal);

        string[] files = Directory.GetFiles(output, "*", SearchOption.AllDirectories);
        Assert.Superset(new HashSet<string>([.. Tables, $"{Name}.json", $"{Name}.html", $"{Name}.fhir.json", $"{Name}.overlay.png"]), files.Select(f => Path.GetFileName(f)).ToHashSet());
        Assert.All(files, file =>
        {
            byte[] content = File.ReadAllBytes(file);
            Assert.False(Contains(content, Secret), $"{file} tells of the metadata");

            // Found in the tables, Parquet among them: so it would be found elsewhere.
            Assert.Equal(Tables.Contains(Path.GetFileName(file)), Contains(content, Name));
        });
    }

    private static bool Contains(byte[] content, string text) => content.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
