using System.Runtime.InteropServices;
using SkiaSharp;

namespace RetSam.Imaging.Skia;

/// <summary>Decodes what Skia's codecs read: JPEG in strips of rows, everything else in one piece.</summary>
internal static class SkiaDecoder
{
    // 64 rows of a 45-megapixel photograph are 2 MB: inside the caches, and often enough to look whether to stop.
    private const int StripRows = 64;

    public static FundusImage Decode(EncodedBytes bytes, FundusImageDecodeOptions options, CancellationToken cancellationToken)
    {
        string name = NameOf(bytes.Format);
        if (bytes.Format == ImageFileFormat.Jpeg && JpegFrame.CountScans(bytes.Span) is var scans && scans > options.MaxScans)
        {
            throw new FundusImageException($"The JPEG file has {scans} scans; the limit is {options.MaxScans} (FundusImageDecodeOptions.MaxScans).");
        }

        using SKData data = SKData.Create(bytes.Address, bytes.Length);
        using SKCodec codec = SKCodec.Create(data)
            ?? throw new FundusImageException($"The {name} file cannot be decoded: it is truncated or damaged in its header, or of a kind that is not read (such as 12-bit or lossless JPEG).");
        SKImageInfo info = codec.Info;
        DecodeLimits.CheckSize(info.Width, info.Height, options);
        DecodeLimits.CheckCost(info.Width, info.Height, DecodeCost.BytesPerPixel(bytes), bytes.Length, options);
        cancellationToken.ThrowIfCancellationRequested();
        var job = new Job(bytes, codec, info, name, cancellationToken);
        double factor = bytes.Format == ImageFileFormat.Jpeg ? job.ScaleDown(options.ScaledDecodeLongestSide) : 1;
        Orientation orientation = job.Orientation;
        FundusImageMetadata? metadata = options.Metadata is { } known ? known with { Scale = known.Scale.WithPixelsLargerBy(factor) } : null;
        return FundusImage.Create(orientation.Width, orientation.Height, job, Job.Write, metadata);
    }

    private static string NameOf(ImageFileFormat format) => format switch
    {
        ImageFileFormat.Jpeg => "JPEG",
        ImageFileFormat.Png => "PNG",
        ImageFileFormat.WebP => "WebP",
        ImageFileFormat.Bmp => "BMP",
        _ => "GIF",
    };

    private sealed class Job(EncodedBytes bytes, SKCodec codec, SKImageInfo info, string name, CancellationToken cancellationToken)
    {
        private readonly bool _opaque = info.AlphaType == SKAlphaType.Opaque;
        private SKSizeI _size = info.Size;

        public Orientation Orientation => new((int)codec.EncodedOrigin, _size.Width, _size.Height);

        // No colour space is named: then Skia converts none.
        private SKImageInfo Target => new(_size.Width, _size.Height, SKColorType.Rgba8888, _opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul, null);

        /// <summary>Chooses the smallest eighth of the size whose longer side is long enough; returns how many source pixels a pixel then spans.</summary>
        public double ScaleDown(int? longestSide)
        {
            int longest = Math.Max(info.Width, info.Height);
            for (int eighths = 1; longestSide is not null && eighths < 8; eighths++)
            {
                SKSizeI size = codec.GetScaledDimensions(eighths / 8f);
                int expected = (longest * eighths + 7) / 8;
                if (Math.Max(size.Width, size.Height) == expected && expected >= longestSide)
                {
                    _size = size;
                    return 8.0 / eighths;
                }
            }

            return 1;
        }

        public static void Write(Span<byte> pixels, Job job)
        {
            var canvas = new PixelCanvas(pixels, job.Orientation);
            if (!job.TryWriteStrips(canvas))
            {
                job.WriteWhole(canvas);
            }
        }

        private bool TryWriteStrips(PixelCanvas canvas)
        {
            if (bytes.Format != ImageFileFormat.Jpeg)
            {
                return false;
            }

            SKImageInfo target = Target;
            Check(codec.StartScanlineDecode(target));
            using var strip = new PooledBytes((long)target.RowBytes * StripRows);
            for (int y = 0; y < target.Height; y += StripRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int rows = Math.Min(StripRows, target.Height - y);
                int read = codec.GetScanlines(strip.Address, rows, target.RowBytes);
                if (read != rows)
                {
                    RequireMemory();
                    throw new FundusImageException(
                        $"The {name} file is truncated or damaged: it breaks off after {y + Math.Max(0, read)} of {target.Height} rows.");
                }

                for (int row = 0; row < rows; row++)
                {
                    canvas.WriteRgbx(0, y + row, strip.Span.Slice(row * target.RowBytes, target.RowBytes));
                }
            }

            return true;
        }

        private void WriteWhole(PixelCanvas canvas)
        {
            SKImageInfo target = Target;
            using var buffer = new PooledBytes((long)target.RowBytes * target.Height);
            Check(codec.GetPixels(target, buffer.Address));
            cancellationToken.ThrowIfCancellationRequested();
            for (int y = 0; y < target.Height; y++)
            {
                ReadOnlySpan<byte> row = buffer.Span.Slice(y * target.RowBytes, target.RowBytes);
                if (_opaque)
                {
                    canvas.WriteRgbx(0, y, row);
                }
                else
                {
                    canvas.WriteRgbaOverBlack(0, y, row);
                }
            }
        }

        private void Check(SKCodecResult result)
        {
            if (result == SKCodecResult.Success)
            {
                return;
            }

            RequireMemory();
            switch (result)
            {
                case SKCodecResult.IncompleteInput:
                    throw new FundusImageException($"The {name} file is truncated: it ends before its last pixel.");
                case SKCodecResult.InvalidInput:
                case SKCodecResult.ErrorInInput:
                    throw new FundusImageException($"The {name} file is damaged, or truncated: its pixel data cannot be decoded.");
                default:
                    throw new FundusImageException($"The {name} file cannot be decoded ({result}).");
            }
        }

        /// <summary>
        /// Native codecs call a file damaged also when they got no memory. Where as much as decoding takes cannot be had now, that is what was
        /// wrong: nothing may be said about the file. The memory is not touched, and costs nothing where it can be had.
        /// </summary>
        /// <exception cref="OutOfMemoryException">It cannot be had.</exception>
        private void RequireMemory() => Marshal.FreeHGlobal(Marshal.AllocHGlobal((nint)((long)info.Width * info.Height * DecodeCost.BytesPerPixel(bytes))));
    }
}
