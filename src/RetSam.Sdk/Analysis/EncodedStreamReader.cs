using System.Buffers;

namespace RetSam;

/// <summary>Reads an encoded photograph without blocking, so that request bodies and pipes can be decoded, and without reading past the limit.</summary>
internal static class EncodedStreamReader
{
    private const int FirstBuffer = 256 * 1024;

    /// <summary>All bytes of a stream, in a buffer from the shared pool that the caller gives back.</summary>
    /// <exception cref="FundusImageException">The stream has more bytes than the limit.</exception>
    public static async ValueTask<(byte[] Buffer, int Length)> ReadAllAsync(Stream stream, long maxBytes, CancellationToken cancellationToken)
    {
        int limit = (int)Math.Min(maxBytes, Array.MaxLength - 1);
        long expected = stream.CanSeek ? stream.Length - stream.Position : 0;
        ThrowIfTooLong(expected, limit);
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(expected + 1, FirstBuffer));
        int length = 0;
        try
        {
            while (true)
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                length += read;
                ThrowIfTooLong(length, limit);
                if (read == 0)
                {
                    return (buffer, length);
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer, length);
                }
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    private static byte[] Grow(byte[] buffer, int length)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, Array.MaxLength));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static void ThrowIfTooLong(long length, int limit)
    {
        if (length > limit)
        {
            throw new FundusImageException(
                $"The file has more than {limit} bytes, the limit; raise {nameof(FundusImageDecodeOptions)}.{nameof(FundusImageDecodeOptions.MaxEncodedBytes)} if it is a photograph.");
        }
    }
}
