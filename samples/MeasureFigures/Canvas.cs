using RetSam;
using SkiaSharp;

namespace MeasureFigures;

/// <summary>A photograph, or some side by side, to draw on with SkiaSharp.</summary>
internal sealed class Canvas : IDisposable
{
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;

    /// <summary>Photographs of one height, from the left.</summary>
    public Canvas(params ReadOnlySpan<FundusImage> photographs)
    {
        int width = 0;
        foreach (FundusImage photograph in photographs)
        {
            width += photograph.Width;
        }

        _bitmap = new SKBitmap(width, photographs[0].Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        int left = 0;
        foreach (FundusImage photograph in photographs)
        {
            Copy(photograph, left);
            left += photograph.Width;
        }

        _canvas = new SKCanvas(_bitmap);
    }

    public void Circle(PointD centre, double radius, SKColor colour, double width = 2)
    {
        using SKPaint paint = Stroke(colour, width);
        _canvas.DrawCircle(Place(centre), (float)radius, paint);
    }

    public void Dot(PointD centre, double radius, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        _canvas.DrawCircle(Place(centre), (float)radius, paint);
    }

    public void Line(ReadOnlySpan<PointD> points, SKColor colour, double width = 2)
    {
        using SKPaint paint = Stroke(colour, width);
        for (int i = 1; i < points.Length; i++)
        {
            _canvas.DrawLine(Place(points[i - 1]), Place(points[i]), paint);
        }
    }

    public void Rectangle(PixelRect rectangle, SKColor colour, double width = 2)
    {
        using SKPaint paint = Stroke(colour, width);
        _canvas.DrawRect(SKRect.Create(rectangle.X, rectangle.Y, rectangle.Width, rectangle.Height), paint);
    }

    /// <summary>Writes the whole picture.</summary>
    public void Save(string path, int width) => Save(path, new SKRectI(0, 0, _bitmap.Width, _bitmap.Height), width);

    /// <summary>Writes a rectangle of the picture, enlarged or reduced; as JPEG where the name says so, else as PNG.</summary>
    /// <param name="path">The file.</param>
    /// <param name="part">The rectangle.</param>
    /// <param name="width">Its width in the file.</param>
    /// <param name="round">Whether only the circle that fits into the rectangle is kept, and the rest is transparent.</param>
    public void Save(string path, SKRectI part, int width, bool round = false)
    {
        int height = width * part.Height / part.Width;
        using var scaled = new SKBitmap(width, height);
        scaled.Erase(SKColors.Transparent);
        using (var canvas = new SKCanvas(scaled))
        using (SKImage image = SKImage.FromBitmap(_bitmap))
        {
            if (round)
            {
                using var circle = new SKRoundRect(new SKRect(0, 0, width, height), width / 2f, height / 2f);
                canvas.ClipRoundRect(circle, antialias: true);
            }

            // Much reduced pictures are read from smaller copies: a cubic alone would skip pixels.
            SKSamplingOptions sampling = part.Width > 2 * width
                ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
                : new SKSamplingOptions(SKCubicResampler.Mitchell);
            canvas.DrawImage(image, part, new SKRect(0, 0, width, height), sampling);
        }

        using FileStream file = File.Create(path);
        bool jpeg = Path.GetExtension(path) == ".jpg";
        scaled.Encode(file, jpeg ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png, jpeg ? 88 : 100);
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private void Copy(FundusImage photograph, int left)
    {
        Span<byte> target = _bitmap.GetPixelSpan();
        for (int y = 0; y < photograph.Height; y++)
        {
            ReadOnlySpan<byte> row = photograph.GetRow(y);
            Span<byte> place = target.Slice(((y * _bitmap.Width) + left) * 4, photograph.Width * 4);
            for (int x = 0; x < photograph.Width; x++)
            {
                row.Slice(3 * x, 3).CopyTo(place[(4 * x)..]);
                place[(4 * x) + 3] = 255;
            }
        }
    }

    private static SKPoint Place(PointD point) => new((float)(point.X + 0.5), (float)(point.Y + 0.5));

    private static SKPaint Stroke(SKColor colour, double width)
        => new() { Color = colour, IsStroke = true, StrokeWidth = (float)width, IsAntialias = true, StrokeCap = SKStrokeCap.Round };
}
