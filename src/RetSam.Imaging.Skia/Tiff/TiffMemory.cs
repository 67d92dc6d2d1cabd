using BitMiracle.LibTiff.Classic;

namespace RetSam.Imaging.Skia;

/// <summary>Lets the library read a file that lies in memory.</summary>
internal sealed class TiffMemory(EncodedBytes bytes) : TiffStream
{
    private long _position;

    public override int Read(object clientData, byte[] buffer, int offset, int count)
    {
        int available = (int)Math.Clamp(bytes.Length - _position, 0, count);
        if (available > 0)
        {
            bytes.Span.Slice((int)_position, available).CopyTo(buffer.AsSpan(offset));
            _position += available;
        }

        return available;
    }

    public override void Write(object clientData, byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(object clientData, long offset, SeekOrigin origin)
    {
        _position = origin switch
        {
            SeekOrigin.Current => _position + offset,
            SeekOrigin.End => bytes.Length + offset,
            _ => offset,
        };
        return _position = Math.Max(0, _position);
    }

    public override void Close(object clientData)
    {
    }

    public override long Size(object clientData) => bytes.Length;
}
