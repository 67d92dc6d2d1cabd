using System.Buffers;
using System.Runtime.InteropServices;

namespace RetSam.Imaging.Skia;

/// <summary>The bytes of one encoded file, read from a stream within a limit into a rented buffer, and their format.</summary>
internal sealed class EncodedBytes : IDisposable
{
    private const int FirstCapacity = 64 * 1024;

    private byte[] _array;
    private readonly bool _rented;
    private GCHandle _handle;
    private bool _disposed;

    private EncodedBytes(byte[] array, int offset, int length, bool rented)
    {
        _array = array;
        Offset = offset;
        Length = length;
        _rented = rented;
    }

    public ImageFileFormat Format { get; private set; }

    public byte[] Array => _array;

    public int Offset { get; }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _array.AsSpan(Offset, Length);

    /// <summary>The address of the first byte; the buffer stays where it is from the first look on.</summary>
    public nint Address
    {
        get
        {
            if (!_handle.IsAllocated)
            {
                _handle = GCHandle.Alloc(_array, GCHandleType.Pinned);
            }

            return _handle.AddrOfPinnedObject() + Offset;
        }
    }

    /// <summary>Reads what is left of a stream; a file of unknown format is refused after its first bytes.</summary>
    /// <exception cref="FundusImageException">The stream holds more than the limit, or no image in a known format.</exception>
    public static EncodedBytes Read(Stream stream, long maxBytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long limit = Math.Clamp(maxBytes, 0, System.Array.MaxLength - 1);
        long known = stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : -1;
        if (known > limit)
        {
            throw TooLarge(known, maxBytes);
        }

        if (known == 0)
        {
            FormatSniffer.Sniff(default);
        }

        if (stream is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> segment) && segment.Array is not null)
        {
            // The bytes lie in memory already: no copy.
            var borrowed = new EncodedBytes(segment.Array, segment.Offset + (int)memory.Position, (int)known, rented: false);
            borrowed.Format = FormatSniffer.Sniff(borrowed.Span[..Math.Min(borrowed.Length, FormatSniffer.HeadLength)]);
            memory.Position = memory.Length;
            return borrowed;
        }

        var bytes = new EncodedBytes(ArrayPool<byte>.Shared.Rent(known >= 0 ? (int)Math.Min(known + 1, FirstCapacity) : FirstCapacity), 0, 0, rented: true);
        try
        {
            bytes.ReadUntil(stream, FormatSniffer.HeadLength, limit, maxBytes, cancellationToken);
            bytes.Format = FormatSniffer.Sniff(bytes.Span[..Math.Min(bytes.Length, FormatSniffer.HeadLength)]);
            if (known >= bytes._array.Length)
            {
                bytes.Grow((int)known + 1);
            }

            bytes.ReadUntil(stream, long.MaxValue, limit, maxBytes, cancellationToken);
            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_handle.IsAllocated)
        {
            _handle.Free();
        }

        if (_rented)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }
    }

    private void ReadUntil(Stream stream, long wanted, long limit, long maxBytes, CancellationToken cancellationToken)
    {
        while (Length < wanted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Length == _array.Length)
            {
                Grow((int)Math.Min(2L * _array.Length, limit + 1));
            }

            // Never asks for more than one byte over the limit, so that a stream without end is left after the limit.
            int room = (int)Math.Min(_array.Length - Length, limit + 1 - Length);
            int read = stream.Read(_array, Length, room);
            if (read == 0)
            {
                return;
            }

            Length += read;
            if (Length > limit)
            {
                throw TooLarge(null, maxBytes);
            }
        }
    }

    private void Grow(int capacity)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(capacity);
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }

    private static FundusImageException TooLarge(long? length, long limit)
        => new($"The file has {(length is null ? "more" : $"{length} bytes, more")} than the limit of {limit} bytes (FundusImageDecodeOptions.MaxEncodedBytes).");
}
