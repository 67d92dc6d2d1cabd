using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

/// <summary>ONNX files that keep tensors in other files.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private const int Side = TestPackage.Side;
    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-data-").FullName;

    // Two weights of a 1x1 convolution of three channels: the first head looks at red, the second at green.
    private readonly byte[] _data = new ProtobufWriter().Floats(1, [1, 0, 0, 0, 1, 0]).ToArray()[2..];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_with_tensors_in_another_file_runs()
    {
        Write(Graph(), ("weights.bin", _data));
        AssertSeesRed(ModelPackage.Open(_folder), null);
    }

    [Fact]
    public void It_runs_cut_to_one_head_too()
    {
        Write(Graph(), ("weights.bin", _data));
        AssertSeesRed(ModelPackage.Open(_folder), [RetinaClass.Vessel]);
    }

    /// <summary>Writes and hashes 2.3 GB (sparse, where the file system can), so it is only run when asked for: <c>--explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public void Tensors_beyond_two_gigabytes_are_found()
    {
        const long offset = 2_300_000_000 / 4096 * 4096;
        string path = Path.Combine(_folder, "weights.bin");
        using (FileStream file = File.Create(path))
        {
            file.Position = offset;
            file.Write(_data);
        }

        byte[] graph = Graph("weights.bin", offset);
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), graph);
        File.WriteAllBytes(Path.Combine(_folder, "model.json"), Seal(graph));
        File.WriteAllBytes(Path.Combine(_folder, "model.json"), ModelPackager.Seal(_folder));
        AssertSeesRed(ModelPackage.Open(_folder), null);
        AssertSeesRed(ModelPackage.Open(_folder), [RetinaClass.Vessel]);
    }

    [Fact]
    public void A_zip_of_it_says_that_it_must_be_unpacked_and_runs_once_it_is()
    {
        byte[] manifest = Seal(Graph(), ("weights.bin", _data));
        byte[] zip = TestPackage.Zip(("model.json", manifest), ("model.onnx", Graph()), ("weights.bin", _data), ("model.json.sig", [7]));
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(zip)), null, "Unpack the package into a folder");
        string target = Path.Combine(_folder, "unpacked");
        AssertSeesRed(ModelPackage.Extract(new MemoryStream(zip), target), null);
        Assert.Equal(["model.json", "model.json.sig", "model.onnx", "weights.bin"], Directory.GetFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        TestPackage.Refused(() => ModelPackage.Extract(new MemoryStream(zip), target), null, "is not empty");
    }

    [Fact]
    public void A_zip_that_is_refused_leaves_nothing_behind()
    {
        byte[] manifest = Seal(Graph(), ("weights.bin", _data));
        string target = Path.Combine(_folder, "unpacked");
        byte[] wrong = [.. _data];
        wrong[0] ^= 1;
        TestPackage.Refused(
            () => ModelPackage.Extract(new MemoryStream(TestPackage.Zip(("model.json", manifest), ("model.onnx", Graph()), ("weights.bin", wrong))), target),
            "$.files[0].sha256",
            "hashes to");
        TestPackage.Refused(
            () => ModelPackage.Extract(new MemoryStream(TestPackage.Zip(("model.json", manifest), ("model.onnx", Graph()), ("weights.bin", [.. _data, 0]))), target),
            null,
            "more than the 24 that it may have");
        Assert.False(Directory.Exists(target));
    }

    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/weights.bin")]
    [InlineData("C:\\weights.bin")]
    [InlineData("..\\weights.bin")]
    [InlineData("*/_ORT_MEM_ADDR_/*")]
    [InlineData("")]
    public void A_path_that_is_no_plain_name_is_refused(string location)
    {
        Write(Graph(location));
        TestPackage.Refused(() => ModelPackage.Open(_folder), null, "may not lie outside the package");
    }

    [Fact]
    public void A_file_that_is_not_listed_not_there_or_too_short_is_refused()
    {
        Write(Graph());
        TestPackage.Refused(() => ModelPackage.Open(_folder), "$.files", "not in the manifest's list");
        Write(Graph(), ("weights.bin", _data));
        File.Delete(Path.Combine(_folder, "weights.bin"));
        TestPackage.Refused(() => ModelPackage.Open(_folder), "$.files[0].file", "holds no 'weights.bin'");
        Write(Graph(), ("weights.bin", _data[..^1]));
        TestPackage.Refused(() => ModelPackage.Open(_folder), null, "beyond that file's end");
    }

    [Fact]
    public void A_link_to_a_file_outside_the_package_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs a privilege on Windows.");
        string outside = Path.Combine(Path.GetTempPath(), $"retsam-{Guid.NewGuid():N}.bin");
        File.WriteAllBytes(outside, _data);
        try
        {
            Write(Graph(), ("weights.bin", _data));
            File.Delete(Path.Combine(_folder, "weights.bin"));
            File.CreateSymbolicLink(Path.Combine(_folder, "weights.bin"), outside);
            TestPackage.Refused(() => ModelPackage.Open(_folder), null, "is a link");
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Fact]
    public void Bytes_alone_have_no_other_files()
        => TestPackage.Refused(() => ModelPackage.FromBytes(Seal(Graph(), ("weights.bin", _data)), Graph()), null, "reads from disk");

    [Fact]
    public void Weights_brought_by_the_user_may_keep_tensors_beside_them_without_a_list()
    {
        Write(Graph(), ("weights.bin", _data));
        ModelManifest manifest = ModelManifest.Parse(Seal(Graph())) with { Weights = new ModelWeights { File = "model.onnx" } };
        AssertSeesRed(ModelPackage.Open(Path.Combine(_folder, "model.onnx"), manifest), null);
        TestPackage.Refused(
            () => ModelPackage.Open(Path.Combine(_folder, "model.onnx"), manifest, new ModelPackageLimits { MaxDataBytes = 10 }), null, "more bytes than the limit of 10");
        File.Delete(Path.Combine(_folder, "weights.bin"));
        TestPackage.Refused(() => ModelPackage.Open(Path.Combine(_folder, "model.onnx"), manifest), null, "which is not there");
    }

    private static void AssertSeesRed(ModelPackage package, RetinaClass[]? classes)
    {
        using var segmenter = new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = 1, Classes = classes });
        using FundusImage image = TestPackage.Photograph((x, _) => (byte)(x * 8));
        using RetinaSegmentation result = segmenter.Segment(image, FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken);
        TestPackage.AssertMask((x, _) => x * 8 / 255.0 >= 0.5, result.GetMask(RetinaClass.Vessel));
        Assert.Equal(classes is null, result.GetMask(RetinaClass.Exudate) is not null);
    }

    private static byte[] Graph(string location = "weights.bin", long offset = 0) => new OnnxGraphBuilder().Input("image", [1, 3, Side, Side])
        .ExternalInitializer("red", [1, 3, 1, 1], location, offset, 12).ExternalInitializer("green", [1, 3, 1, 1], location, offset + 12)
        .Node("Conv", ["image", "red"], ["vessels"]).Output("vessels", [1, 1, Side, Side])
        .Node("Conv", ["image", "green"], ["exudates"]).Output("exudates", [1, 1, Side, Side])
        .Build();

    private static byte[] Seal(byte[] graph, params (string Name, byte[] Content)[] files)
    {
        JsonObject manifest = TestPackage.Manifest(
            TestPackage.Head("""{ "name": "vessels", "kind": "multilabel", "values": "probabilities", "channels": [{ "class": "vessel" }] }"""),
            TestPackage.Head("""{ "name": "exudates", "kind": "multilabel", "values": "probabilities", "channels": [{ "class": "exudate" }] }"""));
        return TestPackage.Seal(files.Length > 0 ? TestPackage.List(manifest, files) : manifest, graph);
    }

    private void Write(byte[] graph, params (string Name, byte[] Content)[] files)
    {
        File.WriteAllBytes(Path.Combine(_folder, "model.json"), Seal(graph, files));
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), graph);
        foreach ((string name, byte[] content) in files)
        {
            File.WriteAllBytes(Path.Combine(_folder, name), content);
        }
    }
}
