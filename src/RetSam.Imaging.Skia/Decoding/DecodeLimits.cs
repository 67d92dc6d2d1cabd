using System.Globalization;

namespace RetSam.Imaging.Skia;

/// <summary>The limits of <see cref="FundusImageDecodeOptions"/>, checked on what a header says, before any pixel is allocated.</summary>
internal static class DecodeLimits
{
    // Up to here nothing costs much: 16 bytes a pixel at the most, which is 256 MB, in a part of a second.
    private const long SmallPicture = 16_000_000;

    public static void CheckSize(long width, long height, FundusImageDecodeOptions options)
    {
        if (width <= 0 || height <= 0)
        {
            throw new FundusImageException(Text($"The file says that it holds {width}x{height} pixels: it is damaged."));
        }

        // Divided, not multiplied: a hostile header may hold any two numbers.
        if (width > options.MaxPixels / height)
        {
            throw new FundusImageException(Text(
                $"The image is {width}x{height} pixels, {(double)width * height / 1e6:0.#} megapixels; the limit is {options.MaxPixels / 1e6:0.######} (FundusImageDecodeOptions.MaxPixels)."));
        }

        if (Math.Min(width, height) < options.MinSide)
        {
            throw new FundusImageException(Text(
                $"The image is {width}x{height} pixels; each side must have at least {options.MinSide} (FundusImageDecodeOptions.MinSide)."));
        }

        // Decoders work on four bytes a pixel in one buffer.
        if (width * height > Array.MaxLength / 4)
        {
            throw new FundusImageException(Text($"The image is {width}x{height} pixels; this codec decodes at most {Array.MaxLength / 4} pixels."));
        }
    }

    /// <summary>Checks what decoding would cost, for pictures whose size has been checked.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="bytesPerPixel">The memory that decoding takes at its peak.</param>
    /// <param name="encodedBytes">The length of the file.</param>
    /// <param name="options">The limits.</param>
    public static void CheckCost(int width, int height, int bytesPerPixel, int encodedBytes, FundusImageDecodeOptions options)
    {
        long pixels = (long)width * height;
        if (pixels > SmallPicture && pixels / Math.Max(1, encodedBytes) > options.MaxPixelsPerByte)
        {
            throw new FundusImageException(Text(
                $"The file would grow from {encodedBytes} bytes to {width}x{height} pixels, more than {options.MaxPixelsPerByte} a byte: that is no photograph (FundusImageDecodeOptions.MaxPixelsPerByte)."));
        }

        if (pixels * bytesPerPixel > options.MaxDecodeBytes)
        {
            throw new FundusImageException(Text(
                $"Decoding {width}x{height} pixels of this kind takes {pixels * bytesPerPixel} bytes of memory; the limit is {options.MaxDecodeBytes} (FundusImageDecodeOptions.MaxDecodeBytes)."));
        }
    }

    /// <summary>Decodes within the time allowed.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="decode">Looks at its token as often as it can.</param>
    /// <param name="cancellationToken">The caller's own.</param>
    public static T InTime<T>(FundusImageDecodeOptions options, Func<CancellationToken, T> decode, CancellationToken cancellationToken)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (options.MaxDecodeTime == TimeSpan.Zero)
        {
            clock.Cancel();
        }
        else
        {
            clock.CancelAfter(options.MaxDecodeTime);
        }

        try
        {
            return decode(clock.Token);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new FundusImageException(Text($"Decoding took longer than {options.MaxDecodeTime.TotalSeconds} s (FundusImageDecodeOptions.MaxDecodeTime)."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
