using System.Buffers;

namespace RetSam;

/// <summary>Decoding from paths, and without blocking, for every <see cref="IFundusImageCodec"/>.</summary>
public static class FundusImageCodecExtensions
{
    /// <summary>Decodes a file.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits and wishes; <see langword="null"/> means <see cref="FundusImageDecodeOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FundusImageException">The file is empty, damaged, of an unknown format, or beyond the limits; or the path names a folder.</exception>
    public static FundusImage Decode(
        this IFundusImageCodec codec, string path, FundusImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(codec);
        cancellationToken.ThrowIfCancellationRequested();
        using FileStream stream = FundusImageFile.OpenRead(path);
        return codec.Decode(stream, options, cancellationToken);
    }

    /// <summary>Decodes a file on the thread pool.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits and wishes; <see langword="null"/> means <see cref="FundusImageDecodeOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FundusImageException">The file is empty, damaged, of an unknown format, or beyond the limits; or the path names a folder.</exception>
    public static Task<FundusImage> DecodeAsync(
        this IFundusImageCodec codec, string path, FundusImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Task.Run(() => codec.Decode(path, options, cancellationToken), cancellationToken);
    }

    /// <summary>Reads a stream asynchronously, so that it may be a request's body or a socket, and decodes it on the thread pool.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="stream">The encoded file, read to its end and left open.</param>
    /// <param name="options">Limits and wishes; <see langword="null"/> means <see cref="FundusImageDecodeOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the reading, and the decoding between stages.</param>
    /// <exception cref="FundusImageException">The content is empty, damaged, of an unknown format, or beyond the limits.</exception>
    public static async Task<FundusImage> DecodeAsync(
        this IFundusImageCodec codec, Stream stream, FundusImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(stream);
        cancellationToken.ThrowIfCancellationRequested();
        long limit = Math.Clamp((options ?? FundusImageDecodeOptions.Default).MaxEncodedBytes, 0, Array.MaxLength - 1);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int length = 0;
            while (true)
            {
                if (length == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, limit + 1));
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                int room = (int)Math.Min(buffer.Length - length, limit + 1 - length);
                int read = await stream.ReadAsync(buffer.AsMemory(length, room), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                length += read;
                if (length > limit)
                {
                    throw new FundusImageException($"The file has more than the limit of {limit} bytes (FundusImageDecodeOptions.MaxEncodedBytes).");
                }
            }

            using var memory = new MemoryStream(buffer, 0, length, writable: false, publiclyVisible: true);
            return await Task.Run(() => codec.Decode(memory, options, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
