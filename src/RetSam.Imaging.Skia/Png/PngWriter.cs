using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace RetSam.Imaging.Skia;

/// <summary>
/// Writes one-channel PNGs row by row: gray of 1 or 8 bits, or palette indices of 8 bits. Skia, which writes overlays here, can write
/// neither one bit a pixel nor a palette, and no other package here writes PNG; the format needs little more than zlib, which .NET has.
/// Rows go out unfiltered: masks and labels compress best so.
/// </summary>
internal sealed class PngWriter : IDisposable
{
    private readonly ZLibStream _deflate;
    private readonly ChunkStream _chunks;
    private readonly byte[] _row;
    private readonly int _rowBytes;

    /// <param name="stream">Where the file goes; left open.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="bitDepth">1 or 8.</param>
    /// <param name="palette">The colours of the indices; empty for gray.</param>
    public PngWriter(Stream stream, int width, int height, int bitDepth, ReadOnlySpan<RgbColor> palette)
    {
        _rowBytes = (width * bitDepth + 7) / 8;
        _row = ArrayPool<byte>.Shared.Rent(_rowBytes + 1);
        _chunks = new ChunkStream(stream);
        stream.Write(PngHeader.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = (byte)bitDepth;
        header[9] = (byte)(palette.IsEmpty ? PngColorType.Gray : PngColorType.Palette);
        header[10..].Clear();
        _chunks.WriteChunk("IHDR"u8, header);
        if (!palette.IsEmpty)
        {
            Span<byte> colours = stackalloc byte[3 * 256];
            for (int i = 0; i < palette.Length; i++)
            {
                (colours[3 * i], colours[3 * i + 1], colours[3 * i + 2]) = palette[i];
            }

            _chunks.WriteChunk("PLTE"u8, colours[..(3 * palette.Length)]);
        }

        _deflate = new ZLibStream(_chunks, CompressionLevel.Optimal, leaveOpen: true);
    }

    /// <summary>The next row's packed samples, to be filled before <see cref="WriteRow"/>; holds the row before until then.</summary>
    public Span<byte> Row => _row.AsSpan(1, _rowBytes);

    /// <summary>Writes <see cref="Row"/>.</summary>
    public void WriteRow()
    {
        _row[0] = 0;
        _deflate.Write(_row, 0, _rowBytes + 1);
    }

    /// <summary>Ends the file.</summary>
    public void Finish()
    {
        _deflate.Dispose();
        _chunks.Flush();
        _chunks.WriteChunk("IEND"u8, default);
    }

    public void Dispose()
    {
        _chunks.Dispose();
        ArrayPool<byte>.Shared.Return(_row);
    }

    /// <summary>Cuts what is written into IDAT chunks.</summary>
    private sealed class ChunkStream(Stream target) : Stream
    {
        private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        private int _used;
        private bool _disposed;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void WriteChunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
        {
            Span<byte> number = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            target.Write(number);
            target.Write(type);
            target.Write(data);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(Crc32.Of(type), data));
            target.Write(number);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                int count = Math.Min(buffer.Length, _buffer.Length - _used);
                buffer[..count].CopyTo(_buffer.AsSpan(_used));
                buffer = buffer[count..];
                _used += count;
                if (_used == _buffer.Length)
                {
                    WriteBuffered();
                }
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        /// <summary>Writes what is left as a last chunk.</summary>
        public override void Flush()
        {
            if (_used > 0)
            {
                WriteBuffered();
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (!_disposed)
            {
                _disposed = true;
                ArrayPool<byte>.Shared.Return(_buffer);
            }

            base.Dispose(disposing);
        }

        private void WriteBuffered()
        {
            WriteChunk("IDAT"u8, _buffer.AsSpan(0, _used));
            _used = 0;
        }
    }
}
