using RetSam.Imaging.Skia;

namespace RetSam.Cli.Tests;

/// <summary>Masks drawn by formula and written as files.</summary>
internal static class Drawing
{
    public static BinaryMask Circle(int width, int height, double x, double y, double radius)
        => Where(width, height, (px, py) => new Circle(new PointD(x, y), radius).Contains(new PointD(px, py)));

    public static BinaryMask Where(int width, int height, Func<int, int, bool> inside)
    {
        var mask = new BinaryMask(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                mask[x, y] = inside(x, y);
            }
        }

        return mask;
    }

    public static string Save(this BinaryMask mask, string path)
    {
        using FileStream file = File.Create(path);
        MaskWriter.WritePng(mask, file);
        return path;
    }

    /// <summary>A PNG of gray bytes, written here so that the reader is not tested with its own writer alone.</summary>
    public static byte[] GrayPng(int width, int height, Func<int, int, byte> pixel)
    {
        using var rows = new MemoryStream();
        for (int y = 0; y < height; y++)
        {
            rows.WriteByte(0);
            for (int x = 0; x < width; x++)
            {
                rows.WriteByte(pixel(x, y));
            }
        }

        return PngFile.Make(width, height, rows.ToArray());
    }
}
