using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-package-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_a_zip_a_stream_and_bytes_hold_the_same_model()
    {
        byte[] graph = TestPackage.MixGraph();
        byte[] manifest = TestPackage.Seal(TestPackage.Manifest(), graph);
        File.WriteAllBytes(Path.Combine(_folder, "model.json"), manifest);
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), graph);
        byte[] zip = TestPackage.Zip(("readme.txt", [1, 2, 3]), ("model.json", manifest), ("model.onnx", graph));
        string zipPath = Path.Combine(_folder, "package.zip");
        File.WriteAllBytes(zipPath, zip);
        using var notSeekable = new GZipStream(new MemoryStream(GZip(zip)), CompressionMode.Decompress);
        ModelPackage[] packages =
        [
            ModelPackage.Open(_folder), ModelPackage.Open(Path.Combine(_folder, "model.json")), ModelPackage.Open(zipPath),
            ModelPackage.Open(new MemoryStream(zip)), ModelPackage.Open(notSeekable), ModelPackage.FromBytes(manifest, graph),
        ];
        Assert.All(packages, p => Assert.Equal(graph, p.Weights));
        Assert.All(packages, p => Assert.Equal("test-model", p.Manifest.Id));
    }

    [Fact]
    public void Weights_that_hash_otherwise_are_refused()
    {
        byte[] graph = TestPackage.MixGraph();
        byte[] manifest = TestPackage.Seal(TestPackage.Manifest(), graph);
        byte[] other = [.. graph];
        other[^1] ^= 1;
        TestPackage.Refused(() => ModelPackage.FromBytes(manifest, other), "$.weights.sha256", "hashes to");
        TestPackage.Refused(() => ModelPackage.FromBytes(manifest, [.. graph, 0]), "$.weights.bytes", $"has {graph.Length + 1}");
    }

    [Fact]
    public void Weights_brought_by_the_user_need_no_hash_and_have_one()
    {
        byte[] graph = TestPackage.MixGraph();
        string path = Path.Combine(_folder, "anything.onnx");
        File.WriteAllBytes(path, graph);
        ModelManifest manifest = ModelManifest.Parse(TestPackage.Seal(TestPackage.Manifest(), graph));
        ModelPackage package = ModelPackage.Open(path, manifest with { Weights = new ModelWeights { File = "model.onnx" } });
        Assert.Equal(graph, package.Weights);
        Assert.Equal(manifest.Weights.Sha256, package.WeightsSha256);
        TestPackage.Refused(() => ModelPackage.Open(path, manifest with { Weights = manifest.Weights with { Sha256 = new string('a', 64) } }), "$.weights.sha256", "hashes to");
    }

    [Fact]
    public void A_name_that_leaves_the_package_is_never_followed()
    {
        byte[] graph = TestPackage.MixGraph();
        File.WriteAllBytes(Path.Combine(_folder, "outside.onnx"), graph);
        JsonObject json = TestPackage.Manifest();
        json["weights"]!["file"] = "../outside.onnx";
        byte[] manifest = TestPackage.Seal(json, graph);
        string inner = Directory.CreateDirectory(Path.Combine(_folder, "inner")).FullName;
        File.WriteAllBytes(Path.Combine(inner, "model.json"), manifest);
        TestPackage.Refused(() => ModelPackage.Open(inner), "$.weights.file", "plain file name");
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(TestPackage.Zip(("model.json", manifest), ("outside.onnx", graph)))), "$.weights.file", "plain file name");
    }

    [Fact]
    public void A_zip_that_would_inflate_is_refused_before_it_does()
    {
        byte[] zeros = new byte[8 << 20];
        JsonObject json = TestPackage.Manifest();
        byte[] manifest = TestPackage.Seal(json, zeros);
        byte[] zip = TestPackage.Zip(("model.json", manifest), ("model.onnx", zeros));
        Assert.True(zip.Length < 20_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(zip)), null, "would grow");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_zip_whose_table_lies_about_a_length_is_refused()
    {
        byte[] graph = TestPackage.MixGraph();
        byte[] zip = TestPackage.Zip(("model.json", TestPackage.Seal(TestPackage.Manifest(), graph)), ("model.onnx", graph));
        // The uncompressed length of the last entry stands 24 bytes into its record of the table.
        int record = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        zip[record + 24] -= 1;
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(zip)), "$.weights.bytes", "model.onnx");
    }

    [Fact]
    public void A_zip_that_is_all_table_is_refused_before_the_table_is_read()
    {
        (string, byte[])[] entries = [.. Enumerable.Range(0, 3000).Select(i => ($"entry-{i:D4}", Array.Empty<byte>()))];
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(TestPackage.Zip(entries))), null, "table of contents");
    }

    [Fact]
    public void A_name_that_stands_twice_in_a_zip_is_refused()
    {
        byte[] graph = TestPackage.MixGraph();
        byte[] manifest = TestPackage.Seal(TestPackage.Manifest(), graph);
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(TestPackage.Zip(("model.json", manifest), ("model.json", manifest), ("model.onnx", graph)))), null, "stands more than once");
    }

    [Fact]
    public void Limits_hold_before_anything_is_read()
    {
        byte[] graph = TestPackage.MixGraph();
        byte[] manifest = TestPackage.Seal(TestPackage.Manifest(), graph);
        byte[] zip = TestPackage.Zip(("model.json", manifest), ("model.onnx", graph));
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(zip), new ModelPackageLimits { MaxManifestBytes = 100 }), null, "more than the limit of 100");
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(zip), new ModelPackageLimits { MaxWeightsBytes = 100 }), "$.weights.bytes", "more than the limit of 100");
        File.WriteAllBytes(Path.Combine(_folder, "model.json"), manifest);
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), graph);
        TestPackage.Refused(() => ModelPackage.Open(_folder, new ModelPackageLimits { MaxManifestBytes = 100 }), null, "more than the limit of 100");
    }

    [Fact]
    public void What_is_not_there_is_said_in_one_line()
    {
        TestPackage.Refused(() => ModelPackage.Open(Path.Combine(_folder, "nowhere.zip")), null, "could not be read");
        TestPackage.Refused(() => ModelPackage.Open(_folder), null, "model.json");
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream()), null, "no zip");
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(Encoding.UTF8.GetBytes("just text"))), null, "no zip");
    }

    [Fact]
    public void No_damage_to_a_zip_does_anything_but_refuse_it()
    {
        byte[] graph = TestPackage.MixGraph();
        byte[] zip = TestPackage.Zip(("model.json", TestPackage.Seal(TestPackage.Manifest(), graph)), ("model.onnx", graph));
        var random = new Random(11);
        for (int i = 0; i < 1500; i++)
        {
            byte[] damaged = [.. zip];
            for (int j = random.Next(1, 5); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            int length = random.Next(3) == 0 ? random.Next(damaged.Length) : damaged.Length;
            try
            {
                ModelPackage.Open(new MemoryStream(damaged, 0, length));
            }
            catch (ModelPackageException)
            {
            }
        }
    }

    private static byte[] GZip(byte[] content)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionMode.Compress))
        {
            gzip.Write(content);
        }

        return bytes.ToArray();
    }
}
