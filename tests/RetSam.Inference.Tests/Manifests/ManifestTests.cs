using System.Text;
using System.Text.Json.Nodes;
using RetSam.Preprocessing;

namespace RetSam.Inference.Tests;

public class ManifestTests
{
    [Fact]
    public void Everything_in_a_manifest_is_read()
    {
        JsonObject json = TestPackage.Manifest(
            TestPackage.Head("""{ "name": "v", "kind": "multilabel", "width": 16, "height": 8, "channels": [{ "class": "vessel", "threshold": 0.4, "minimumComponentArea": 12.5, "temperature": 1.5 }] }"""),
            TestPackage.Head("""{ "name": "d", "kind": "multiclass", "gate": 0.7, "temperature": 2, "channels": [{ "class": "background" }, { "class": "optic-disc", "minimumComponentArea": 50 }] }"""),
            TestPackage.Head("""{ "name": "f", "kind": "coordinates", "unit": "pixel", "confidence": true, "values": "probabilities", "channels": [{ "class": "fovea", "threshold": 0.2 }] }"""));
        json["rules"] = new JsonArray("one-disc", "inside-field-of-view");
        json["$schema"] = "model.schema.json";
        ModelManifest manifest = Parse(json);
        Assert.Equal(("test-model", "1.2.3", "Test model", "MIT", "For tests."), (manifest.Id, manifest.Version, manifest.Name, manifest.Licence, manifest.Terms));
        Assert.Equal(new ModelInput { Name = "image", Width = 32, Height = 32 }, manifest.Input);
        Assert.Equal(CropMode.WholeImageStretched, manifest.Preprocessing.Crop);
        Assert.Equal(Resampling.Bilinear, manifest.Preprocessing.Resampling);
        Assert.Equal(new Normalization.Fixed((0, 0, 0), (1, 1, 1)), manifest.Preprocessing.Normalization);
        Assert.Equal([PostProcessingRule.InsideFieldOfView, PostProcessingRule.OneDisc], manifest.Rules);
        Assert.Equal([RetinaClass.Vessel, RetinaClass.OpticDisc, RetinaClass.Fovea], manifest.PredictedClasses);

        ModelOutput vessels = manifest.Outputs[0];
        Assert.Equal((OutputKind.Multilabel, OutputValues.Logits, 16, 8, 128), (vessels.Kind, vessels.Values, vessels.Width, vessels.Height, vessels.Length));
        Assert.Equal(new OutputChannel { Class = RetinaClass.Vessel, Threshold = 0.4, MinimumComponentArea = 12.5, Temperature = 1.5 }, vessels.Channels[0]);
        ModelOutput disc = manifest.Outputs[1];
        Assert.Equal((OutputKind.Multiclass, 0.7, 2.0, 32, 32), (disc.Kind, disc.Gate!.Value, disc.Temperature, disc.Width, disc.Height));
        Assert.Null(disc.Channels[0].Class);
        ModelOutput fovea = manifest.Outputs[2];
        Assert.Equal((OutputKind.Coordinates, OutputValues.Probabilities, CoordinateUnit.Pixel, true, 3), (fovea.Kind, fovea.Values, fovea.Unit, fovea.HasConfidence, fovea.Length));
        Assert.Equal(new ModelAccuracy { Set = "none", Class = RetinaClass.Vessel, Measure = "dice", Value = 0.5 }, manifest.Training!.Accuracy[0]);
    }

    [Theory]
    [InlineData("$.schemaVersion")]
    [InlineData("$.id")]
    [InlineData("$.version")]
    [InlineData("$.name")]
    [InlineData("$.licence")]
    [InlineData("$.terms")]
    [InlineData("$.input")]
    [InlineData("$.input.name")]
    [InlineData("$.input.width")]
    [InlineData("$.input.height")]
    [InlineData("$.input.layout")]
    [InlineData("$.input.channels")]
    [InlineData("$.preprocessing")]
    [InlineData("$.preprocessing.crop")]
    [InlineData("$.preprocessing.resampling")]
    [InlineData("$.preprocessing.normalization")]
    [InlineData("$.preprocessing.normalization.kind")]
    [InlineData("$.preprocessing.normalization.mean")]
    [InlineData("$.preprocessing.normalization.standardDeviation")]
    [InlineData("$.outputs")]
    [InlineData("$.outputs[0].name")]
    [InlineData("$.outputs[0].kind")]
    [InlineData("$.outputs[0].channels")]
    [InlineData("$.outputs[0].channels[0].class")]
    [InlineData("$.rules")]
    [InlineData("$.weights")]
    [InlineData("$.weights.file")]
    [InlineData("$.weights.sha256")]
    [InlineData("$.weights.bytes")]
    [InlineData("$.training.sets")]
    [InlineData("$.training.accuracy[0].set")]
    [InlineData("$.training.accuracy[0].value")]
    public void A_missing_field_is_named(string path)
    {
        JsonObject json = TestPackage.Manifest();
        (JsonNode parent, string name) = Find(json, path);
        Assert.True(parent.AsObject().Remove(name));
        Refused(json, path, "missing");
    }

    [Theory]
    [InlineData("$.schemaVersion", "2", "from 1 to 1")]
    [InlineData("$.schemaVersion", "\"1\"", "a text found")]
    [InlineData("$.id", "\"Test Model\"", "lower-case")]
    [InlineData("$.id", "\"\"", "1 to 64")]
    [InlineData("$.id", "null", "null found")]
    [InlineData("$.version", "\"1/2\"", "other characters")]
    [InlineData("$.input", "[]", "an array found")]
    [InlineData("$.input.width", "-640", "from 16 to 4096")]
    [InlineData("$.input.width", "640.5", "640.5 found")]
    [InlineData("$.input.height", "100000", "from 16 to 4096")]
    [InlineData("$.input.layout", "\"NHWC\"", "expected one of NCHW")]
    [InlineData("$.input.channels", "\"BGR\"", "expected one of RGB")]
    [InlineData("$.preprocessing.crop", "\"circle\"", "field-of-view-square")]
    [InlineData("$.preprocessing.resampling", "\"lanczos\"", "bicubic")]
    [InlineData("$.preprocessing.normalization.kind", "\"none\"", "per-image, fixed")]
    [InlineData("$.preprocessing.normalization.kind", "\"per-image\"", "only normalization of kind 'fixed'", "$.preprocessing.normalization.mean")]
    [InlineData("$.preprocessing.normalization.mean", "[1, 2]", "3 to 3 elements")]
    [InlineData("$.preprocessing.normalization.standardDeviation", "[1, 0, 1]", "found", "$.preprocessing.normalization.standardDeviation[1]")]
    [InlineData("$.outputs", "[]", "1 to 32 elements")]
    [InlineData("$.outputs[0].kind", "\"boxes\"", "multilabel, multiclass, heatmap, coordinates")]
    [InlineData("$.outputs[0].width", "0", "from 1 to 4096")]
    [InlineData("$.outputs[0].gate", "0.5", "only outputs of kind 'multiclass'")]
    [InlineData("$.outputs[0].unit", "\"pixel\"", "only outputs of kind 'coordinates'")]
    [InlineData("$.outputs[0].values", "\"scores\"", "logits, probabilities")]
    [InlineData("$.outputs[0].threshhold", "0.5", "unknown field")]
    [InlineData("$.outputs[0].channels[0].class", "\"artry\"", "no class of the taxonomy")]
    [InlineData("$.outputs[0].channels[0].class", "\"background\"", "only outputs of kind 'multiclass'")]
    [InlineData("$.outputs[0].channels[0].class", "\"fovea\"", "is a point")]
    [InlineData("$.outputs[0].channels[0].threshold", "1", "between 0 and 1")]
    [InlineData("$.outputs[0].channels[0].threshold", "-0.5", "between 0 and 1")]
    [InlineData("$.outputs[0].channels[0].threshold", "true", "true or false found")]
    [InlineData("$.outputs[0].channels[0].minimumComponentArea", "-1", "from 0 to")]
    [InlineData("$.outputs[0].channels[0].temperature", "0", "from 0.01 to 100")]
    [InlineData("$.outputs[0].channels", "[{ \"class\": \"vein\" }, { \"class\": \"vein\" }]", "another channel", "$.outputs[0].channels[1].class")]
    [InlineData("$.rules", "[\"one-eye\"]", "one-disc", "$.rules[0]")]
    [InlineData("$.rules", "[\"one-disc\", \"one-disc\"]", "listed twice", "$.rules[1]")]
    [InlineData("$.weights.file", "\"../model.onnx\"", "plain file name")]
    [InlineData("$.weights.file", "\"/etc/passwd\"", "plain file name")]
    [InlineData("$.weights.file", "\"model.dll\"", "plain file name")]
    [InlineData("$.weights.sha256", "\"abc\"", "64 lower-case")]
    [InlineData("$.weights.bytes", "0", "from 1 to")]
    [InlineData("$.training.accuracy[0].class", "\"arteries\"", "no class of the taxonomy")]
    [InlineData("$.extra", "1", "unknown field")]
    public void A_wrong_value_is_named_with_what_was_expected(string path, string value, string expected, string? blamed = null)
    {
        JsonObject json = TestPackage.Manifest();
        (JsonNode parent, string name) = Find(json, path);
        parent[name] = JsonNode.Parse(value);
        Refused(json, blamed ?? path, expected);
    }

    [Theory]
    [InlineData("{ \"name\": \"d\", \"kind\": \"multiclass\", \"channels\": [{ \"class\": \"optic-disc\" }, { \"class\": \"optic-cup\" }] }", "$.outputs[0].channels", "background")]
    [InlineData("{ \"name\": \"d\", \"kind\": \"multiclass\", \"channels\": [{ \"class\": \"background\" }, { \"class\": \"optic-cup\", \"threshold\": 0.4 }] }", "$.outputs[0].channels[1].threshold", "gate")]
    [InlineData("{ \"name\": \"f\", \"kind\": \"heatmap\", \"channels\": [{ \"class\": \"optic-disc\" }] }", "$.outputs[0].channels[0].class", "fovea")]
    [InlineData("{ \"name\": \"f\", \"kind\": \"heatmap\", \"channels\": [{ \"class\": \"fovea\" }, { \"class\": \"vein\" }] }", "$.outputs[0].channels", "1 to 1")]
    [InlineData("{ \"name\": \"f\", \"kind\": \"coordinates\", \"channels\": [{ \"class\": \"fovea\" }] }", "$.outputs[0].unit", "missing")]
    [InlineData("{ \"name\": \"f\", \"kind\": \"coordinates\", \"unit\": \"pixel\", \"width\": 4, \"channels\": [{ \"class\": \"fovea\" }] }", "$.outputs[0].width", "no size")]
    public void Heads_that_make_no_sense_are_named(string head, string path, string expected) => Refused(TestPackage.Manifest(TestPackage.Head(head)), path, expected);

    [Fact]
    public void Heads_that_would_need_gigabytes_are_refused_before_any_buffer_is_made()
    {
        JsonObject[] heads = [.. Enumerable.Range(0, 2).Select(i => TestPackage.Head(
            $$"""{ "name": "h{{i}}", "kind": "multilabel", "width": 4096, "height": 4096, "channels": [{{string.Join(", ", RetinaClass.All.Where(c => c != RetinaClass.Fovea).Skip(i * 12).Take(12).Select(c => $"{{ \"class\": \"{c}\" }}"))}}] }"""))];
        Refused(TestPackage.Manifest(heads), "$.outputs[1]", "at most");
    }

    [Fact]
    public void The_same_output_twice_is_refused()
        => Refused(
            TestPackage.Manifest(TestPackage.VesselHead(), TestPackage.Head("""{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vein" }] }""")),
            "$.outputs[1].name",
            "listed twice");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("no json")]
    [InlineData("{ \"id\": 1, \"id\": 2 }")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    [InlineData("{ \"schemaVersion\": 1, \"id\": \"\\ud800\" }")]
    [InlineData("{ \"schemaVersion\": 1, \"\\ud800\": 1 }")]
    public void What_is_no_manifest_is_refused_in_one_line(string text)
    {
        ModelPackageException refusal = Assert.Throws<ModelPackageException>(() => ModelManifest.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith("$", refusal.Field, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void No_damage_to_a_manifest_does_anything_but_refuse_it()
    {
        byte[] valid = Encoding.UTF8.GetBytes(TestPackage.Manifest().ToJsonString());
        var random = new Random(7);
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = [.. valid];
            for (int j = random.Next(1, 4); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                ModelManifest.Parse(damaged.AsMemory(0, random.Next(2) == 0 ? damaged.Length : random.Next(damaged.Length)));
            }
            catch (ModelPackageException refusal)
            {
                Assert.NotNull(refusal.Field);
            }
        }
    }

    [Fact]
    public void The_built_in_manifest_of_the_public_checkpoint_has_its_five_heads()
    {
        ModelManifest manifest = ReferenceManifests.RetSam;
        Assert.Equal(
            ["artery_vein 2", "od_oc 3", "tessellation 2", "myopia 4", "lesion_s1 5"],
            manifest.Outputs.Select(o => $"{o.Name} {o.Channels.Count}"));
        Assert.Equal(new Normalization.Fixed((0.42575f, 0.29737f, 0.21294f), (0.2767f, 0.2024f, 0.1686f)), manifest.Preprocessing.Normalization);
        Assert.Equal((640, 640, Resampling.Bicubic), (manifest.Input.Width, manifest.Input.Height, manifest.Preprocessing.Resampling));
        Assert.Null(manifest.Weights.Sha256);
        Assert.Equal(12, manifest.PredictedClasses.Count);
    }

    private static void Refused(JsonObject json, string path, string expected)
    {
        ModelPackageException refusal = Assert.Throws<ModelPackageException>(() => Parse(json));
        Assert.Equal(path, refusal.Field);
        Assert.StartsWith(path + ": ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private static ModelManifest Parse(JsonObject json) => ModelManifest.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));

    /// <summary>The parent of a field and the field's name.</summary>
    private static (JsonNode Parent, string Name) Find(JsonObject json, string path)
    {
        string[] steps = path[2..].Replace("[", ".[", StringComparison.Ordinal).Split('.');
        JsonNode node = json;
        foreach (string step in steps[..^1])
        {
            node = step[0] == '[' ? node[int.Parse(step[1..^1], null)]! : node[step]!;
        }

        return (node, steps[^1]);
    }
}
