using RetSam;
using SkiaSharp;

namespace MeasureFigures;

/// <summary>A photograph to draw on with SkiaSharp.</summary>
internal sealed class Canvas : IDisposable
{
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;

    public Canvas(FundusImage photograph)
    {
        _bitmap = new SKBitmap(photograph.Width, photograph.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Span<byte> target = _bitmap.GetPixelSpan();
        for (int i = 0, o = 0; i < photograph.Pixels.Length; i += 3, o += 4)
        {
            photograph.Pixels.Slice(i, 3).CopyTo(target[o..]);
            target[o + 3] = 255;
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

    /// <summary>Writes a rectangle of the picture, enlarged.</summary>
    public void Save(string path, SKRectI part, int width)
    {
        int height = width * part.Height / part.Width;
        using var enlarged = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(enlarged))
        using (SKImage image = SKImage.FromBitmap(_bitmap))
        {
            canvas.DrawImage(image, part, new SKRect(0, 0, width, height), new SKSamplingOptions(SKCubicResampler.Mitchell));
        }

        using FileStream file = File.Create(path);
        enlarged.Encode(file, SKEncodedImageFormat.Png, 100);
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private static SKPoint Place(PointD point) => new((float)(point.X + 0.5), (float)(point.Y + 0.5));

    private static SKPaint Stroke(SKColor colour, double width)
        => new() { Color = colour, IsStroke = true, StrokeWidth = (float)width, IsAntialias = true, StrokeCap = SKStrokeCap.Round };
}
