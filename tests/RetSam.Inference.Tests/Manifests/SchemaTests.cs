using System.Text;
using System.Text.Json.Nodes;
using RetSam.Sdk.Tests.Reports;

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

    [Fact]
    public void Whatever_single_thing_is_wrong_schema_and_reader_refuse_the_same_manifests()
    {
        string[] replacements =
        [
            "null", "true", "-1", "0", "0.5", "1", "1.5", "640", "10000000000", "\"\"", "\"  \"", "\"x\"", "\"X y\"", "\"../x\"", "\"a.onnx\"", "\"fovea\"", "\"vein\"",
            "\"background\"", "\"probabilities\"", "\"per-image\"", "\"multiclass\"", "[]", "[1]", "{}", $"\"{new string('z', 300)}\"",
        ];
        int refused = 0;
        int accepted = 0;
        foreach (string path in Paths(Valid(), "$"))
        {
            foreach (string? replacement in replacements.Append(null))
            {
                Count(Changed(path, (parent, key) => Set(parent, key, replacement)), $"{path} = {replacement ?? "(removed)"}");
            }

            Count(Changed(path, (parent, key) => (Get(parent, key) as JsonObject)?.Add("extra", 1)), $"{path}.extra");
        }

        // The valid manifest has some hundred values; nearly everything that can be put in their place is wrong.
        Assert.True(refused > 1500 && accepted > 100, $"{refused} refused, {accepted} accepted");

        void Count(JsonNode manifest, string change)
        {
            string? byReader = FindFault(manifest);
            string? bySchema = JsonSchemaCheck.Find(Schema, manifest).FirstOrDefault();
            Assert.True(byReader is null == bySchema is null || IsBeyondSchemas(byReader), $"{change}: the reader says '{byReader}', the schema '{bySchema}'.");
            refused += byReader is null ? 0 : 1;
            accepted += byReader is null ? 1 : 0;
        }
    }

    [Fact]
    public void The_manifest_of_the_public_checkpoint_fits_but_for_the_hash_that_is_its_owners()
    {
        using Stream resource = typeof(ReferenceManifests).Assembly.GetManifestResourceStream("RetSam.Inference.retsam.json")!;
        Assert.Equal(["$.weights.sha256: is missing", "$.weights.bytes: is missing"], JsonSchemaCheck.Find(Schema, JsonNode.Parse(resource)));
    }

    /// <summary>What only a look at several fields together, or at names without their case, can tell.</summary>
    private static bool IsBeyondSchemas(string? fault)
        => fault is not null && ((string[])["predicted by another channel", "is listed twice", "needs a square input"]).Any(f => fault.Contains(f, StringComparison.Ordinal));

    /// <summary>A manifest that uses every field there is.</summary>
    private static JsonObject Valid()
    {
        JsonObject json = TestPackage.List(
            TestPackage.Manifest(
                TestPackage.Head("""{ "name": "v", "kind": "multilabel", "values": "logits", "width": 16, "height": 8, "channels": [{ "class": "vessel", "threshold": 0.4, "minimumComponentArea": 12.5, "temperature": 1.5 }, { "class": "artery" }] }"""),
                TestPackage.Head("""{ "name": "l", "kind": "multilabel", "values": "probabilities", "channels": [{ "class": "exudate" }] }"""),
                TestPackage.Head("""{ "name": "d", "kind": "multiclass", "gate": 0.7, "temperature": 2, "width": 16, "channels": [{ "class": "background" }, { "class": "optic-disc", "minimumComponentArea": 50 }] }"""),
                TestPackage.Head("""{ "name": "f", "kind": "coordinates", "unit": "pixel", "confidence": true, "channels": [{ "class": "fovea", "threshold": 0.2, "temperature": 2 }] }""")),
            ("LICENSE.txt", [1]));
        json["$schema"] = "model.schema.json";
        json["rules"] = new JsonArray("one-disc", "inside-field-of-view");
        json["training"]!["notes"] = "None.";
        JsonObject read = JsonNode.Parse(json.ToJsonString())!.AsObject();
        Assert.Null(FindFault(read));
        Assert.Empty(JsonSchemaCheck.Find(Schema, read));
        return read;
    }

    private static string? FindFault(JsonNode manifest)
    {
        try
        {
            ModelManifest.Parse(Encoding.UTF8.GetBytes(manifest.ToJsonString()));
            return null;
        }
        catch (ModelPackageException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>The keys that lead to every value of a document, joined by slashes.</summary>
    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject fields => fields.SelectMany(f => Paths(f.Value, $"{path}/{f.Key}").Prepend($"{path}/{f.Key}")),
        JsonArray items => items.SelectMany((item, i) => Paths(item, $"{path}/{i}").Prepend($"{path}/{i}")),
        _ => [],
    };

    private static JsonObject Changed(string path, Action<JsonNode, string> change)
    {
        JsonObject json = Valid();
        string[] keys = path.Split('/')[1..];
        change(keys[..^1].Aggregate((JsonNode)json, (node, key) => Get(node, key)!), keys[^1]);
        return json;
    }

    private static JsonNode? Get(JsonNode parent, string key) => parent is JsonArray items ? items[int.Parse(key, null)] : parent[key];

    private static void Set(JsonNode parent, string key, string? value)
    {
        switch (parent, value)
        {
            case (JsonArray items, null):
                items.RemoveAt(int.Parse(key, null));
                break;
            case (JsonArray items, _):
                items[int.Parse(key, null)] = JsonNode.Parse(value);
                break;
            case (_, null):
                parent.AsObject().Remove(key);
                break;
            default:
                parent[key] = JsonNode.Parse(value);
                break;
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
