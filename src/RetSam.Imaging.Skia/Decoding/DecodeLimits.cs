using System.Globalization;

namespace RetSam.Imaging.Skia;

/// <summary>The limits of <see cref="FundusImageDecodeOptions"/>, checked on what a header says, before any pixel is allocated.</summary>
internal static class DecodeLimits
{
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

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
