namespace RetSam.Sdk.Tests;

/// <summary>
/// A drawn right eye: a field of view, a disc with a concentric cup of half its radius, a fovea to the left of the disc, and straight
/// arteries and veins that run out of the disc like the spokes of a wheel.
/// </summary>
internal sealed record DrawnEye
{
    public int Width { get; init; } = 480;

    public int Height { get; init; } = 400;

    public PointD Disc { get; init; } = new(320, 200);

    public double DiscRadius { get; init; } = 40;

    public PointD? Fovea { get; init; } = new PointD(150, 205);

    /// <summary>The photograph: a bright circle on black.</summary>
    public FundusImage ToImage(FundusImageMetadata? metadata = null)
    {
        byte[] pixels = new byte[Width * Height * 3];
        foreach (MaskRun run in ToFieldOfView().EnumerateRuns())
        {
            pixels.AsSpan((run.Y * Width + run.Start) * 3, run.Length * 3).Fill(120);
        }

        return FundusImage.FromPixels(pixels, Width, Height, PixelFormat.Rgb24, metadata: metadata);
    }

    /// <summary>The masks, as a model would find them.</summary>
    public RetinaSegmentation ToSegmentation(FieldOfView? fieldOfView = null, string source = "drawn 1.0")
    {
        BinaryMask artery = Spokes(0, 6);
        BinaryMask vein = Spokes(Math.PI / 6, 8);
        BinaryMask vessel = artery.Clone();
        vessel.UnionWith(vein);
        var builder = new RetinaSegmentation.Builder(Width, Height)
            .SetMask(RetinaClass.Vessel, vessel)
            .SetMask(RetinaClass.Artery, artery)
            .SetMask(RetinaClass.Vein, vein)
            .SetMask(RetinaClass.OpticDisc, Filled(Disc, DiscRadius))
            .SetMask(RetinaClass.OpticCup, Filled(Disc, DiscRadius / 2))
            .SetMask(RetinaClass.Hemorrhage, new BinaryMask(Width, Height))
            .SetFieldOfView(fieldOfView ?? FieldOfView.FromMask(ToFieldOfView()))
            .SetSource(source);
        if (Fovea is { } fovea)
        {
            builder.SetFovea(fovea, 0.9);
        }

        return builder.Build();
    }

    public BinaryMask ToFieldOfView() => Filled(new PointD((Width - 1) / 2.0, (Height - 1) / 2.0), Math.Min(Width, Height) / 2.0 - 4);

    public BinaryMask Filled(PointD centre, double radius) => Where((x, y) => new Circle(centre, radius).Contains(new PointD(x, y)));

    /// <summary>Six straight bands of a width, from the centre of the disc as far as the frame goes.</summary>
    private BinaryMask Spokes(double turn, double width) => Where((x, y) =>
    {
        for (int i = 0; i < 6; i++)
        {
            (double sin, double cos) = Math.SinCos(turn + i * Math.PI / 3);
            double dx = x - Disc.X;
            double dy = y - Disc.Y;
            if (dx * cos + dy * sin > 0 && Math.Abs(dy * cos - dx * sin) < width / 2)
            {
                return true;
            }
        }

        return false;
    });

    private BinaryMask Where(Func<int, int, bool> inside)
    {
        var mask = new BinaryMask(Width, Height);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                mask[x, y] = inside(x, y);
            }
        }

        return mask;
    }
}
