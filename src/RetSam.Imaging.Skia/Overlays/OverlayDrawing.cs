using SkiaSharp;

namespace RetSam.Imaging.Skia;

/// <summary>Lines, marks and text over a photograph: everything that wants smooth edges. Sizes follow the photograph's.</summary>
internal sealed class OverlayDrawing : IDisposable
{
    // Below this height of a capital, in pixels, text is no text.
    private const float SmallestText = 4;

    private readonly SKSurface _surface;
    private readonly SKCanvas _canvas;
    private readonly int _width;
    private readonly int _height;

    public OverlayDrawing(OverlayBuffer buffer)
    {
        _surface = buffer.CreateSurface();
        _canvas = _surface.Canvas;
        _width = buffer.Width;
        _height = buffer.Height;
        LineWidth = Math.Max(1.25f, Math.Max(_width, _height) / 550f);
    }

    /// <summary>The width of outlines in pixels.</summary>
    public float LineWidth { get; }

    /// <summary>The border of a mask.</summary>
    public void DrawOutline(BinaryMask mask, RgbColor colour)
    {
        using SKPath path = MaskOutline.Trace(mask);
        DrawWithHalo(path, colour, LineWidth);
    }

    /// <summary>A circle in source pixels.</summary>
    public void DrawCircle(Circle circle, RgbColor colour)
    {
        if (!double.IsFinite(circle.Centre.X) || !double.IsFinite(circle.Centre.Y) || !double.IsFinite(circle.Radius) || circle.Radius <= 0)
        {
            return;
        }

        using SKPaint paint = Stroke(ToSkia(colour, 170), LineWidth * 0.75f);
        SKPoint centre = ToSkia(circle.Centre);
        _canvas.DrawCircle(centre, (float)circle.Radius, paint);
    }

    /// <summary>The fovea: a cross in a circle.</summary>
    public void DrawFovea(PointD fovea, RgbColor colour) => DrawCross(ToSkia(fovea), Math.Max(4, Math.Max(_width, _height) / 70f), colour, LineWidth * 0.8f);

    /// <summary>The names of the classes that are drawn, in the top left corner, which a round field of view leaves free.</summary>
    public void DrawLegend(IReadOnlyList<LegendEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        // In units of the font's grid: a mark, its text, and the way from line to line.
        const float Margin = 3;
        const float MarkWidth = 9;
        const float LineStep = 11;
        float units = MarkWidth + Margin + entries.Max(entry => StrokeFont.Measure(entry.Label)) + 2 * Margin;
        float lines = entries.Count * LineStep + Margin;
        float wanted = Math.Max(8, Math.Max(_width, _height) / 105f);
        float height = Math.Min(wanted, Math.Min(_width * 0.6f / units, _height * 0.9f / lines) * StrokeFont.CapitalHeight);
        if (height < SmallestText)
        {
            return;
        }

        float unit = height / StrokeFont.CapitalHeight;
        float left = Margin * unit;
        float top = Margin * unit;
        using (var back = new SKPaint { Color = new SKColor(0, 0, 0, 150), IsAntialias = true })
        {
            _canvas.DrawRoundRect(left, top, units * unit, lines * unit, 2 * unit, 2 * unit, back);
        }

        for (int i = 0; i < entries.Count; i++)
        {
            float y = top + (Margin + i * LineStep) * unit;
            DrawMark(entries[i], left + Margin * unit, y, MarkWidth * unit, height);
            DrawText(entries[i].Label, left + (2 * Margin + MarkWidth) * unit, y, height);
        }
    }

    /// <summary>A small line of text in the bottom left corner.</summary>
    public void DrawFooter(string text)
    {
        int units = StrokeFont.Measure(text);
        float height = Math.Min(Math.Max(6, Math.Max(_width, _height) / 140f), _width * 0.9f / units * StrokeFont.CapitalHeight);
        if (height >= SmallestText)
        {
            DrawText(text, height, _height - 2.5f * height, height);
        }
    }

    public void Dispose()
    {
        _canvas.Flush();
        _surface.Dispose();
    }

    private void DrawMark(LegendEntry entry, float x, float y, float width, float height)
    {
        switch (entry.Mark)
        {
            case LegendMark.Area:
                using (var paint = new SKPaint { Color = ToSkia(entry.Colour), IsAntialias = true })
                {
                    _canvas.DrawRect(x, y, width, height, paint);
                }

                break;
            case LegendMark.Outline:
                using (SKPaint paint = Stroke(ToSkia(entry.Colour), Math.Max(1.25f, height / 6)))
                {
                    _canvas.DrawOval(x + width / 2, y + height / 2, width * 0.42f, height * 0.5f, paint);
                }

                break;
            default:
                DrawCross(new SKPoint(x + width / 2, y + height / 2), height / 2, entry.Colour, Math.Max(1, height / 8));
                break;
        }
    }

    private void DrawCross(SKPoint centre, float radius, RgbColor colour, float lineWidth)
    {
        using var builder = new SKPathBuilder();
        builder.AddCircle(centre.X, centre.Y, radius);
        builder.MoveTo(centre.X - radius, centre.Y);
        builder.LineTo(centre.X + radius, centre.Y);
        builder.MoveTo(centre.X, centre.Y - radius);
        builder.LineTo(centre.X, centre.Y + radius);
        using SKPath path = builder.Detach();
        DrawWithHalo(path, colour, lineWidth);
    }

    private void DrawText(string text, float x, float top, float height)
    {
        using SKPath path = StrokeFont.CreatePath(text, x, top, height);
        using SKPaint halo = Stroke(new SKColor(0, 0, 0, 150), height * 0.4f);
        _canvas.DrawPath(path, halo);
        using SKPaint paint = Stroke(SKColors.White, Math.Max(1, height * 0.13f));
        _canvas.DrawPath(path, paint);
    }

    /// <summary>A coloured line on a wider, dark and translucent one: seen on bright discs and dark borders alike.</summary>
    private void DrawWithHalo(SKPath path, RgbColor colour, float lineWidth)
    {
        using SKPaint halo = Stroke(new SKColor(0, 0, 0, 110), lineWidth * 2);
        _canvas.DrawPath(path, halo);
        using SKPaint paint = Stroke(ToSkia(colour), lineWidth);
        _canvas.DrawPath(path, paint);
    }

    private static SKPaint Stroke(SKColor colour, float width) => new()
    {
        Color = colour,
        IsAntialias = true,
        Style = SKPaintStyle.Stroke,
        StrokeWidth = width,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
    };

    // Skia puts (0, 0) at the first pixel's corner, this SDK at its centre.
    private static SKPoint ToSkia(PointD point) => new((float)(point.X + 0.5), (float)(point.Y + 0.5));

    private static SKColor ToSkia(RgbColor colour, byte alpha = 255) => new(colour.Red, colour.Green, colour.Blue, alpha);
}
