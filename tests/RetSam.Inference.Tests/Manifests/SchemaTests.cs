using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

/// <summary>The published schema and the reader say the same words.</summary>
public class SchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(FindRoot(), "docs", "model.schema.json")))!;

    [Fact]
    public void Classes_are_those_of_the_taxonomy()
        => Assert.Equal(RetinaClass.All.Select(c => c.Slug), Words(Schema["$defs"]!["class"]!));

    [Fact]
    public void Crops_resamplings_kinds_and_rules_are_those_the_reader_knows()
    {
        JsonNode preprocessing = Schema["properties"]!["preprocessing"]!["properties"]!;
        Assert.Equal(ManifestNames.CropModes.Select(c => c.Item1), Words(preprocessing["crop"]!));
        Assert.Equal(ManifestNames.Resamplings.Select(c => c.Item1), Words(preprocessing["resampling"]!));
        Assert.Equal(ManifestNames.Rules.Select(c => c.Item1), Words(Schema["properties"]!["rules"]!["items"]!));
        Assert.Equal(
            ManifestNames.OutputKinds.Select(c => $"#/$defs/{c.Item1}"),
            Schema["properties"]!["outputs"]!["items"]!["oneOf"]!.AsArray().Select(n => n!["$ref"]!.GetValue<string>()));
    }

    [Fact]
    public void Fields_that_the_schema_requires_are_those_the_reader_misses()
    {
        foreach (string field in Schema["required"]!.AsArray().Select(n => n!.GetValue<string>()))
        {
            JsonObject json = TestPackage.Manifest();
            Assert.True(json.Remove(field));
            ModelPackageException refusal = Assert.Throws<ModelPackageException>(
                () => ModelManifest.Parse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())));
            Assert.Equal($"$.{field}", refusal.Field);
        }
    }

    private static IEnumerable<string> Words(JsonNode node) => node["enum"]!.AsArray().Select(n => n!.GetValue<string>());

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RetSam.Sdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run below RetSam.Sdk.sln.");
    }
}
