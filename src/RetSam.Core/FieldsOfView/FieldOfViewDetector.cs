namespace RetSam;

/// <summary>Finds the illuminated area: see <see cref="FieldOfView.Detect"/>.</summary>
internal static class FieldOfViewDetector
{
    public static FieldOfView Detect(FundusImage image, FieldOfViewOptions options)
    {
        var mask = new BinaryMask(image.Width, image.Height);
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.GetRow(y);
            for (int x = 0; x < image.Width; x++)
            {
                if (Math.Max(row[3 * x], row[3 * x + 1]) > 25)
                {
                    mask[x, y] = true;
                }
            }
        }

        if (mask.CountPixels() < options.MinimumFraction * image.Width * image.Height)
        {
            mask.Dispose();
            return FieldOfView.WholeFrame(image.Width, image.Height);
        }

        return new FieldOfView(mask, FitCircle(mask), FieldOfViewOrigin.Detected);
    }

    public static Circle FitCircle(BinaryMask mask)
    {
        PixelRect box = mask.GetBounds();
        return new Circle(box.Centre, Math.Max(box.Width, box.Height) / 2.0);
    }
}
