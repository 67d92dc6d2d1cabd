namespace RetSam.Imaging.Skia;

/// <summary>Reads the data of a PNG's IDAT chunks as one stream, without copying them together.</summary>
internal sealed class PngIdatStream(ReadOnlyMemory<byte> file, IReadOnlyList<(int Offset, int Length)> chunks) : Stream
{
    private int _chunk;
    private int _used;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_chunk < chunks.Count && _used == chunks[_chunk].Length)
        {
            _chunk++;
            _used = 0;
        }

        if (_chunk == chunks.Count)
        {
            return 0;
        }

        int count = Math.Min(buffer.Length, chunks[_chunk].Length - _used);
        file.Span.Slice(chunks[_chunk].Offset + _used, count).CopyTo(buffer);
        _used += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
