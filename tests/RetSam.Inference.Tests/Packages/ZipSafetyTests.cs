using System.Buffers.Binary;
using System.IO.Compression;

namespace RetSam.Inference.Tests;

/// <summary>Zips that were made to do harm, refused whether the bad file would have been read or not.</summary>
public class ZipSafetyTests
{
    [Theory]
    [InlineData("../model.onnx", "leads out of the package")]
    [InlineData("weights/../../x", "leads out of the package")]
    [InlineData("./x", "leads out of the package")]
    [InlineData("/etc/passwd", "is an absolute path")]
    [InlineData("C:/x", "has a colon in its name")]
    [InlineData("c:x", "has a colon in its name")]
    [InlineData("x.txt:stream", "has a colon in its name")]
    [InlineData("..\\x", "has a backslash in its name")]
    [InlineData("\\\\server\\share\\x", "has a backslash in its name")]
    [InlineData("a\u0001b", "has control characters in its name")]
    [InlineData("MODEL.JSON", "differs only in case")]
    [InlineData("model.json", "stands more than once")]
    public void An_unsafe_name_is_refused(string name, string expected) => Refused(Add(name), expected);

    [Fact]
    public void A_symbolic_link_is_refused() => Refused(Add("link", entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000)), "'link' is a symbolic link");

    [Fact]
    public void An_encrypted_file_is_refused()
    {
        byte[] zip = Add("secret");
        int record = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        zip[record + 8] |= 1;
        Refused(zip, "'secret' is encrypted");
    }

    [Fact]
    public void Folders_and_files_in_them_do_no_harm_and_are_not_looked_at()
        => Assert.Equal("test-model", ModelPackage.Open(new MemoryStream(Add("docs/readme.txt"))).Manifest.Id);

    [Fact]
    public void More_files_than_a_package_needs_are_refused()
    {
        byte[] zip = Add("one-more");
        ModelPackage.Open(new MemoryStream(zip), new ModelPackageLimits { MaxFiles = 3 });
        TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(zip), new ModelPackageLimits { MaxFiles = 2 }), null, "more than 2 files");
    }

    [Fact]
    public void Zip64_is_refused()
    {
        byte[] zip = Add("x");
        int end = zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(end + 16), uint.MaxValue);
        Refused(zip, "Zip64");
    }

    private static void Refused(byte[] zip, string expected) => TestPackage.Refused(() => ModelPackage.Open(new MemoryStream(zip)), null, expected);

    /// <summary>A sound package with one more file.</summary>
    private static byte[] Add(string name, Action<ZipArchiveEntry>? change = null)
    {
        byte[] graph = TestPackage.MixGraph();
        var bytes = new MemoryStream();
        bytes.Write(TestPackage.Zip(("model.json", TestPackage.Seal(TestPackage.Manifest(), graph)), ("model.onnx", graph)));
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            ZipArchiveEntry entry = zip.CreateEntry(name);
            change?.Invoke(entry);
        }

        return bytes.ToArray();
    }
}
