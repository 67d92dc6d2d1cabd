using RetSam.Imaging.Skia.Tests.Pictures;

namespace RetSam.Imaging.Skia.Tests.Decoding;

public sealed class PathTests : IDisposable
{
    private static readonly IFundusImageCodec Codec = SkiaFundusImageCodec.Shared;
    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-codec").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllBytes(path, bytes);
        return path;
    }

    [Fact]
    public async Task A_file_is_decoded_by_its_path_now_or_later()
    {
        TestPicture picture = TestPicture.Quadrants();
        string path = Write(picture.ToPpm());
        using FundusImage now = Codec.Decode(path, cancellationToken: TestContext.Current.CancellationToken);
        picture.AssertShownBy(now);
        using FundusImage later = await Codec.DecodeAsync(path, cancellationToken: TestContext.Current.CancellationToken);
        picture.AssertShownBy(later);
    }

    [Fact]
    public async Task A_missing_file_and_a_missing_folder_are_not_found()
    {
        Assert.Throws<FileNotFoundException>(() => Codec.Decode(Path.Combine(_folder, "no.png"), cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Codec.DecodeAsync(Path.Combine(_folder, "no", "no.png"), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Throws<FileNotFoundException>(() => MaskReader.Default.ReadMask(Path.Combine(_folder, "no.png"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_empty_file_a_text_file_and_a_folder_are_refused_with_what_they_are()
    {
        Assert.Contains("0 bytes", Reason(Write([])), StringComparison.Ordinal);
        Assert.Contains("text", Reason(Write("hello"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("folder", Reason(_folder), StringComparison.Ordinal);

        string Reason(string path)
            => Assert.Throws<FundusImageException>(() => Codec.Decode(path, cancellationToken: TestContext.Current.CancellationToken)).Message;
    }

    [Fact]
    public async Task A_stream_that_may_only_be_read_asynchronously_is_decoded()
    {
        TestPicture picture = TestPicture.Noise(300, 200);
        await using var stream = new AsyncOnly(picture.ToPpm());
        using FundusImage image = await Codec.DecodeAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        picture.AssertShownBy(image);
        await using var again = new AsyncOnly(picture.ToPpm());
        await Assert.ThrowsAsync<FundusImageException>(
            () => Codec.DecodeAsync(again, new FundusImageDecodeOptions { MaxEncodedBytes = 100_000 }, TestContext.Current.CancellationToken));
    }

    /// <summary>Like a request's body in ASP.NET Core.</summary>
    private sealed class AsyncOnly(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous reads are not allowed.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var few = new byte[Math.Min(buffer.Length, 5000)];
            int given = base.Read(few, 0, few.Length);
            few.AsSpan(0, given).CopyTo(buffer.Span);
            return ValueTask.FromResult(given);
        }
    }
}
