using System.Text;
using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

/// <summary>Folders without hashes become packages with them.</summary>
public sealed class PackagerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-pack-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Hashes_and_the_list_of_files_are_filled_in_and_the_zip_opens()
    {
        Write(Unsealed(), ("LICENSE.txt", "MIT"u8.ToArray()));
        ModelPackage package = ModelPackage.Open(new MemoryStream(Pack()));
        Assert.Equal(package.WeightsSha256, package.Manifest.Weights.Sha256);
        Assert.Equal("LICENSE.txt", Assert.Single(package.Manifest.Files!).File);
        Assert.Equal("test-model", package.Manifest.Id);
    }

    [Fact]
    public void The_same_files_give_the_same_bytes_whenever_they_were_written()
    {
        Write(Unsealed(), ("b.txt", [1]), ("a.txt", [2]));
        byte[] first = Pack();
        File.SetLastWriteTime(Path.Combine(_folder, "model.onnx"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Local));
        Assert.Equal(first, Pack());
        // Of every entry's record: no system, no date but the first that a zip knows, not compressed.
        int records = 0;
        for (int at = 0; (at = first.AsSpan(at).IndexOf("PK\u0001\u0002"u8) is var next and >= 0 ? at + next : -1) >= 0; at += 4)
        {
            Assert.Equal((0, 0, 0x21), (first[at + 5], first[at + 10], first[at + 14]));
            records++;
        }

        Assert.Equal(4, records);
    }

    [Fact]
    public void A_manifest_that_is_complete_stays_as_it_is_and_keeps_its_signature()
    {
        Write(Unsealed());
        byte[] manifest = ModelPackager.Seal(_folder);
        File.WriteAllBytes(Path.Combine(_folder, "model.json"), manifest);
        Assert.Equal(manifest, ModelPackager.Seal(_folder));
        // Another layout of the same manifest is left alone too.
        byte[] compact = Encoding.UTF8.GetBytes(JsonNode.Parse(manifest)!.ToJsonString());
        File.WriteAllBytes(Path.Combine(_folder, "model.json"), compact);
        File.WriteAllBytes(Path.Combine(_folder, "model.json.sig"), [1, 2, 3]);
        Assert.Equal(compact, ModelPackager.Seal(_folder));
        ModelPackage.Open(new MemoryStream(Pack()));
    }

    [Fact]
    public void A_signature_of_a_manifest_that_packing_would_change_is_refused()
    {
        Write(Unsealed(), ("model.json.sig", [1]));
        TestPackage.Refused(() => Pack(), null, "signs a manifest that lacks hashes");
    }

    [Fact]
    public void What_could_not_be_opened_is_not_packed()
    {
        JsonObject wrong = Unsealed();
        wrong["outputs"]![0]!["name"] = "veins";
        Write(wrong);
        TestPackage.Refused(() => Pack(), "$.outputs[0].name", "'veins'");
        wrong["weights"] = new JsonObject { ["file"] = "../model.onnx" };
        Write(wrong);
        TestPackage.Refused(() => Pack(), "$.weights.file", "plain file name");
        wrong["weights"] = new JsonObject { ["file"] = "other.onnx" };
        Write(wrong);
        TestPackage.Refused(() => Pack(), null, "holds no 'other.onnx'");
        File.WriteAllText(Path.Combine(_folder, "model.json"), "{");
        TestPackage.Refused(() => Pack(), "$", "no JSON");
        TestPackage.Refused(() => ModelPackager.Seal(Path.Combine(_folder, "nowhere")), null, "");
    }

    [Fact]
    public void Names_that_no_package_may_hold_are_refused()
    {
        Write(Unsealed(), ("read me.txt", [1]));
        TestPackage.Refused(() => Pack(), null, "'read me.txt', which is not a plain file name");
        File.Delete(Path.Combine(_folder, "read me.txt"));
        Directory.CreateDirectory(Path.Combine(_folder, "docs"));
        TestPackage.Refused(() => Pack(), null, "'docs/', which is not a plain file name");
    }

    private static JsonObject Unsealed()
    {
        JsonObject manifest = TestPackage.Manifest();
        manifest["weights"] = new JsonObject { ["file"] = "model.onnx" };
        return manifest;
    }

    private void Write(JsonObject manifest, params (string Name, byte[] Content)[] files)
    {
        File.WriteAllText(Path.Combine(_folder, "model.json"), manifest.ToJsonString());
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), TestPackage.MixGraph());
        foreach ((string name, byte[] content) in files)
        {
            File.WriteAllBytes(Path.Combine(_folder, name), content);
        }
    }

    private byte[] Pack()
    {
        using var zip = new MemoryStream();
        ModelPackager.Pack(_folder, zip);
        return zip.ToArray();
    }
}
