using SkiaSharp;

namespace RetSam.Imaging.Skia;

/// <summary>The picture an overlay is painted on: RGBA in one rented buffer, which masks are blended into run by run and Skia draws on.</summary>
internal sealed class OverlayBuffer : IDisposable
{
    private readonly PooledBytes _pixels;

    public OverlayBuffer(FundusImage image)
    {
        Width = image.Width;
        Height = image.Height;
        _pixels = new PooledBytes(4L * Width * Height);
        Span<byte> target = _pixels.Span;
        ReadOnlySpan<byte> source = image.Pixels;
        for (int i = 0, o = 0; i + 2 < source.Length; i += 3, o += 4)
        {
            Span<byte> pixel = target.Slice(o, 4);
            pixel[3] = 255;
            pixel[2] = source[i + 2];
            pixel[1] = source[i + 1];
            pixel[0] = source[i];
        }
    }

    public int Width { get; }

    public int Height { get; }

    public Span<byte> Pixels => _pixels.Span;

    private SKImageInfo Info => new(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque, null);

    /// <summary>A surface that draws into this buffer.</summary>
    public SKSurface CreateSurface()
        => SKSurface.Create(Info, _pixels.Address, 4 * Width) ?? throw new InvalidOperationException("Skia could not make a surface.");

    /// <summary>The buffer as Skia's encoders take it.</summary>
    public SKPixmap AsPixmap() => new(Info, _pixels.Address, 4 * Width);

    /// <summary>Blends a colour over the set pixels of a mask.</summary>
    public void Blend(BinaryMask mask, RgbColor colour, double opacity)
    {
        int cover = (int)Math.Round(Math.Clamp(opacity, 0, 1) * 256);
        int keep = 256 - cover;
        int red = colour.Red * cover + 128;
        int green = colour.Green * cover + 128;
        int blue = colour.Blue * cover + 128;
        Span<byte> pixels = Pixels;
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            Span<byte> row = pixels.Slice(4 * (run.Y * Width + run.Start), 4 * run.Length);
            for (int i = 0; i + 3 < row.Length; i += 4)
            {
                row[i] = (byte)((row[i] * keep + red) >> 8);
                row[i + 1] = (byte)((row[i + 1] * keep + green) >> 8);
                row[i + 2] = (byte)((row[i + 2] * keep + blue) >> 8);
            }
        }
    }

    /// <summary>The picture as it is now, with the metadata of the photograph.</summary>
    public FundusImage ToImage(FundusImageMetadata metadata)
        => FundusImage.FromPixels(Pixels, Width, Height, PixelFormat.Rgba32, metadata: metadata);

    public void Dispose() => _pixels.Dispose();
}
