using System.Buffers;
using System.Runtime.InteropServices;

namespace RetSam.Imaging.Skia;

/// <summary>A rented byte buffer whose address native code may write to until it is disposed.</summary>
internal sealed class PooledBytes : IDisposable
{
    private byte[]? _array;
    private GCHandle _handle;

    public PooledBytes(long length)
    {
        if (length > System.Array.MaxLength)
        {
            throw new FundusImageException($"The image needs a buffer of {length} bytes; one buffer holds at most {System.Array.MaxLength}.");
        }

        Length = (int)length;
        _array = ArrayPool<byte>.Shared.Rent(Length);
    }

    public int Length { get; }

    public byte[] Array => _array ?? throw new ObjectDisposedException(nameof(PooledBytes));

    public Span<byte> Span => Array.AsSpan(0, Length);

    /// <summary>The address of the first byte; the buffer stays where it is from the first look on.</summary>
    public nint Address
    {
        get
        {
            if (!_handle.IsAllocated)
            {
                _handle = GCHandle.Alloc(Array, GCHandleType.Pinned);
            }

            return _handle.AddrOfPinnedObject();
        }
    }

    public void Dispose()
    {
        if (_handle.IsAllocated)
        {
            _handle.Free();
        }

        byte[]? array = Interlocked.Exchange(ref _array, null);
        if (array is not null)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
