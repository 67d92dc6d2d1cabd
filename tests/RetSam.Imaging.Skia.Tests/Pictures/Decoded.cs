namespace RetSam.Imaging.Skia.Tests.Pictures;

/// <summary>Shorthands for decoding bytes in tests.</summary>
internal static class Decoded
{
    public static FundusImage From(byte[] bytes, FundusImageDecodeOptions? options = null)
    {
        using var stream = new MemoryStream(bytes);
        return SkiaFundusImageCodec.Shared.Decode(stream, options, TestContext.Current.CancellationToken);
    }

    public static BinaryMask Mask(byte[] bytes, MaskReader? reader = null)
    {
        using var stream = new MemoryStream(bytes);
        return (reader ?? MaskReader.Default).ReadMask(stream, TestContext.Current.CancellationToken);
    }

    public static LabelMap Labels(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return MaskReader.Default.ReadLabels(stream, TestContext.Current.CancellationToken);
    }

    /// <summary>The one-line reason why bytes are refused.</summary>
    public static string ReasonWhyNot(byte[] bytes, FundusImageDecodeOptions? options = null)
    {
        FundusImageException e = Assert.Throws<FundusImageException>(() => From(bytes, options).Dispose());
        Assert.DoesNotContain('\n', e.Message);
        return e.Message;
    }

    /// <summary>A stream like a socket: it cannot seek and gives few bytes at a time.</summary>
    public sealed class Trickle(byte[] bytes, int atATime = 1000) : Stream
    {
        private int _position;

        public int Taken => _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int given = Math.Min(Math.Min(count, atATime), bytes.Length - _position);
            Array.Copy(bytes, _position, buffer, offset, given);
            _position += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
