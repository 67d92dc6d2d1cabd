namespace RetSam.Core.Tests;

/// <summary>Photographs drawn by the tests: a lit circle, darker towards its rim, on a border.</summary>
internal sealed record TestPhotograph
{
    public int Width { get; init; } = 700;

    public int Height { get; init; } = 600;

    public Circle Circle { get; init; } = new(new PointD(345.3, 298.6), 270.4);

    public (byte R, byte G, byte B) Border { get; init; } = (0, 0, 0);

    /// <summary>Retina in the middle of the circle; at the rim a third of that is left.</summary>
    public (byte R, byte G, byte B) Retina { get; init; } = (190, 100, 40);

    /// <summary>Every byte strays by up to this much.</summary>
    public int Noise { get; init; }

    /// <summary>The part of the frame that the camera wrote; the border is everywhere else.</summary>
    public PixelRect? Written { get; init; }

    /// <summary>Rectangles of white: tabs, text.</summary>
    public PixelRect[] Bright { get; init; } = [];

    public FundusImage Draw() => FundusImage.Create(Width, Height, this, static (pixels, photo) => photo.Fill(pixels));

    /// <summary>The pixels whose centres lie inside the circle and the written part.</summary>
    public BinaryMask Truth()
    {
        var mask = new BinaryMask(Width, Height);
        mask.SetCircle(Circle);
        if (Written is PixelRect written)
        {
            using var part = new BinaryMask(Width, Height);
            part.SetRectangle(written);
            mask.IntersectWith(part);
        }

        return mask;
    }

    private void Fill(Span<byte> pixels)
    {
        var random = new Random(1234);
        for (int y = 0, i = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++, i += 3)
            {
                double part = Circle.Centre.DistanceTo(new PointD(x, y)) / Circle.Radius;
                bool lit = part <= 1 && (Written is null || Written.Value.Contains(x, y));
                double light = 1 - part * part * 2 / 3;
                (double r, double g, double b) = lit ? (Retina.R * light, Retina.G * light, Retina.B * light) : (Border.R, Border.G, Border.B);
                if (Array.Exists(Bright, t => t.Contains(x, y)))
                {
                    (r, g, b) = (235, 235, 235);
                }

                pixels[i] = Stray(r, random);
                pixels[i + 1] = Stray(g, random);
                pixels[i + 2] = Stray(b, random);
            }
        }
    }

    private byte Stray(double value, Random random) => (byte)Math.Clamp(value + (Noise == 0 ? 0 : random.Next(-Noise, Noise + 1)), 0, 255);
}
