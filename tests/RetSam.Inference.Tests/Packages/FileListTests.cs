using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

/// <summary>The list of files in a manifest: what it says is true, and it is complete or absent.</summary>
public class FileListTests
{
    private static readonly byte[] Licence = "Do as you like."u8.ToArray();

    [Fact]
    public void A_package_that_lists_all_its_files_opens_and_a_signature_need_not_be_listed()
    {
        ModelPackage package = Open(("LICENSE.txt", Licence), ("model.json.sig", [1, 2, 3]));
        ModelFile file = Assert.Single(package.Manifest.Files!);
        Assert.Equal(("LICENSE.txt", (long)Licence.Length), (file.File, file.Bytes));
    }

    [Fact]
    public void A_listed_file_that_is_not_there_is_refused()
        => TestPackage.Refused(() => Open(), "$.files[0].file", "holds no 'LICENSE.txt'");

    [Fact]
    public void A_listed_file_of_another_length_is_refused()
        => TestPackage.Refused(() => Open(("LICENSE.txt", [1])), "$.files[0].bytes", "has 1");

    [Fact]
    public void A_listed_file_that_hashes_otherwise_is_refused()
        => TestPackage.Refused(() => Open(("LICENSE.txt", new byte[Licence.Length])), "$.files[0].sha256", "hashes to");

    [Fact]
    public void A_file_that_is_not_listed_is_refused()
        => TestPackage.Refused(() => Open(("LICENSE.txt", Licence), ("more.bin", [1])), "$.files", "'more.bin', which is not in the list");

    [Theory]
    [InlineData("../x", "plain file name")]
    [InlineData("a/b", "plain file name")]
    [InlineData("a\\b", "plain file name")]
    [InlineData("C:x", "plain file name")]
    [InlineData(".hidden", "plain file name")]
    [InlineData("model.json", "do not belong here")]
    [InlineData("Model.Json.Sig", "do not belong here")]
    [InlineData("MODEL.onnx", "do not belong here")]
    public void A_listed_name_that_is_not_plain_or_means_something_else_is_refused(string name, string expected)
    {
        ModelPackageException refusal = Assert.Throws<ModelPackageException>(() => Parse(TestPackage.List(TestPackage.Manifest(), (name, [1]))));
        Assert.Equal("$.files[0].file", refusal.Field);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "$.files", "an array was expected")]
    [InlineData("[1]", "$.files[0]", "an object was expected")]
    [InlineData("""[{ "file": "a", "bytes": 1 }]""", "$.files[0].sha256", "missing")]
    [InlineData("""[{ "file": "a", "sha256": "AB", "bytes": 1 }]""", "$.files[0].sha256", "64 lower-case")]
    [InlineData("""[{ "file": "a", "sha256": "0000000000000000000000000000000000000000000000000000000000000000" }]""", "$.files[0].bytes", "missing")]
    [InlineData("""[{ "file": "a", "sha256": "0000000000000000000000000000000000000000000000000000000000000000", "bytes": -1 }]""", "$.files[0].bytes", "-1 found")]
    [InlineData("""[{ "file": "a", "mode": 493 }]""", "$.files[0].mode", "unknown field")]
    public void A_list_that_is_not_as_it_should_be_is_refused(string list, string field, string expected)
    {
        JsonObject manifest = TestPackage.Manifest();
        manifest["files"] = JsonNode.Parse(list);
        TestPackage.Refused(() => Parse(manifest), field, expected);
    }

    [Fact]
    public void A_name_listed_twice_is_refused()
        => TestPackage.Refused(() => Parse(TestPackage.List(TestPackage.Manifest(), ("a.txt", [1]), ("A.TXT", [2]))), "$.files[1].file", "listed twice");

    [Fact]
    public void Limits_hold_before_a_file_is_read()
    {
        byte[] graph = TestPackage.MixGraph();
        byte[] manifest = TestPackage.Seal(TestPackage.List(TestPackage.Manifest(), ("a.bin", new byte[60]), ("b.bin", new byte[50])), graph);
        byte[] zip = TestPackage.Zip(("model.json", manifest), ("model.onnx", graph));
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(zip), new ModelPackageLimits { MaxDataBytes = 100 }), "$.files[1].bytes", "more than the limit of 100");
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(zip), new ModelPackageLimits { MaxFiles = 4 }), "$.files", "2 files are more");
    }

    [Fact]
    public void All_faults_of_a_package_are_found_at_once()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("retsam-faults-");
        try
        {
            byte[] graph = new OnnxGraphBuilder { Imports = { "com.evil" } }
                .Input("image", [1, 3, 32, 64]).Constant("vessels", [1, 1, 16, 32], new float[512]).Node("Run", ["image"], ["x"], "com.evil").Build();
            JsonObject manifest = TestPackage.List(TestPackage.Manifest(), ("LICENSE.txt", Licence));
            byte[] sealedManifest = TestPackage.Seal(manifest, graph);
            File.WriteAllBytes(Path.Combine(folder.FullName, "model.json"), sealedManifest);
            File.WriteAllBytes(Path.Combine(folder.FullName, "model.onnx"), [.. graph, .. new ProtobufWriter().Text(2, "tool").ToArray()]);
            File.WriteAllBytes(Path.Combine(folder.FullName, "stray"), []);
            Assert.Equal(
                ["$.files", "$.weights.bytes", "$.weights.sha256", null, "$.input.width", "$.outputs[0].height", "$.files[0].file"],
                ModelPackage.FindFaults(folder.FullName).Select(f => f.Field));
            Assert.Contains("not be read", Assert.Single(ModelPackage.FindFaults(Path.Combine(folder.FullName, "nowhere"))).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Embedded_resources_are_a_package()
    {
        ModelPackage package = ModelPackage.OpenResources(typeof(FileListTests).Assembly, "Embedded.");
        Assert.Equal(package.Manifest.Weights.Sha256, package.WeightsSha256);
        TestPackage.Refused(() => ModelPackage.OpenResources(typeof(FileListTests).Assembly, "Elsewhere."), null, "holds no 'model.json'");
    }

    private static ModelPackage Open(params (string Name, byte[] Content)[] files)
    {
        byte[] graph = TestPackage.MixGraph();
        byte[] manifest = TestPackage.Seal(TestPackage.List(TestPackage.Manifest(), ("LICENSE.txt", Licence)), graph);
        return ModelPackage.Open(new MemoryStream(TestPackage.Zip([("model.json", manifest), ("model.onnx", graph), .. files])));
    }

    private static ModelManifest Parse(JsonObject manifest) => ModelManifest.Parse(TestPackage.Seal(manifest, [1]));
}
