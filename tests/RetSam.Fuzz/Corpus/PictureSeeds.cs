using System.Text;
using BitMiracle.LibTiff.Classic;
using RetSam.Imaging.Skia.Tests.Pictures;
using SkiaSharp;

namespace RetSam.Fuzz;

/// <summary>Small pictures in every format and layout that is read.</summary>
internal static class PictureSeeds
{
    private const int Width = 48;
    private const int Height = 40;

    private static readonly TestPicture Picture = TestPicture.Quadrants(Width, Height);

    private static readonly int[] Red = [.. Picture.Channel(0).Select(v => (int)v)];

    private static readonly byte[] Palette = [.. Enumerable.Range(0, 768).Select(i => (byte)(i * 7))];

    public static IEnumerable<byte[]> Jpeg()
    {
        byte[] plain = SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Jpeg);
        yield return plain;
        yield return SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Jpeg, quality: 20);
        yield return SkiaEncoder.WithExifOrientation(plain, 6, bigEndian: true);
        yield return SkiaEncoder.WithExifOrientation(plain, 3, bigEndian: false);
        yield return EmbeddedPictures.ProgressiveJpeg;
        yield return EmbeddedPictures.CmykJpeg;
    }

    public static IEnumerable<byte[]> Png()
    {
        yield return SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Png);
        yield return PngBuilder.Build(Width, Height, 8, 2, [.. Picture.Rgb.Select(v => (int)v)], interlaced: true);
        yield return PngBuilder.Build(Width, Height, 16, 2, [.. Picture.Rgb.Select(v => v * 257)]);
        yield return PngBuilder.Build(Width, Height, 8, 6, [.. Red.SelectMany(v => new[] { v, 255 - v, v / 2, v })]);
        foreach (byte[] mask in PngMasks())
        {
            yield return mask;
        }
    }

    public static IEnumerable<byte[]> PngMasks()
    {
        yield return PngBuilder.Build(Width, Height, 1, 0, [.. Red.Select(v => v >> 7)]);
        yield return PngBuilder.Build(Width, Height, 2, 0, [.. Red.Select(v => v >> 6)], interlaced: true);
        yield return PngBuilder.Build(Width, Height, 8, 0, [.. Red.Select(v => v > 128 ? 255 : 0)]);
        yield return PngBuilder.Build(Width, Height, 16, 0, [.. Red.Select(v => v * 257)]);
        yield return PngBuilder.Build(Width, Height, 8, 4, [.. Red.SelectMany(v => new[] { v, 255 })]);
        yield return PngBuilder.Build(Width, Height, 8, 3, [.. Red.Select(v => v % 64)], interlaced: true, palette: Palette, transparency: [0, 128, 255]);
        yield return PngBuilder.Build(Width, Height, 4, 3, [.. Red.Select(v => v >> 4)], palette: Palette[..48]);
        yield return PngBuilder.Build(Width, Height, 8, 2, [.. Red.SelectMany(v => v > 200 ? [255, 0, 0] : v > 100 ? new[] { 0, 0, 255 } : [0, 0, 0])]);
    }

    public static IEnumerable<byte[]> WebP()
    {
        yield return SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Webp);
        yield return SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Webp, quality: 100);
        yield return SkiaEncoder.Encode(TestPicture.Noise(Width, Height), SKEncodedImageFormat.Webp, quality: 10);
    }

    public static IEnumerable<byte[]> Bmp()
    {
        yield return BmpBuilder.Build(Picture, topDown: false);
        yield return BmpBuilder.Build(Picture, topDown: true);
    }

    public static IEnumerable<byte[]> Gif()
    {
        yield return EmbeddedPictures.InterlacedGif;
    }

    public static IEnumerable<byte[]> Netpbm()
    {
        yield return Picture.ToPpm();
        yield return Encoding.ASCII.GetBytes("P3 48 40 255 " + string.Join(' ', Picture.Rgb));
        yield return Encoding.ASCII.GetBytes("P2\n# a comment\n48 40\n3\n" + string.Join('\n', Red.Select(v => v >> 6)));
        yield return [.. Encoding.ASCII.GetBytes("P5 48 40 65535\n"), .. TestPicture.Widen(Picture.Channel(0))];
    }

    public static IEnumerable<byte[]> Tiff()
    {
        foreach (Compression compression in new[] { Compression.NONE, Compression.LZW, Compression.ADOBE_DEFLATE, Compression.PACKBITS, Compression.JPEG })
        {
            yield return Rgb(compression);
            yield return Rgb(compression, tile: 16);
        }

        yield return Rgb(Compression.ADOBE_DEFLATE, separate: true);
        yield return Rgb(Compression.LZW, orientation: 6, bigEndian: true);
        yield return YCbCrTiffBuilder.Build(Picture, 2, 2, 8, bigEndian: false);
        yield return YCbCrTiffBuilder.Build(Picture, 4, 1, 8, bigEndian: true);
        yield return BigTiffBuilder.Build(Picture);
        foreach (byte[] mask in TiffMasks())
        {
            yield return mask;
        }
    }

    public static IEnumerable<byte[]> TiffMasks()
    {
        (byte, byte, byte)[] colours = [.. Palette.Chunk(3).Select(c => (c[0], c[1], c[2]))];
        yield return Gray(8, Photometric.MINISBLACK, Picture.Channel(0));
        yield return Gray(8, Photometric.MINISWHITE, Picture.Channel(1), Compression.LZW);
        yield return Gray(16, Photometric.MINISBLACK, TestPicture.Widen(Picture.Channel(2)), Compression.ADOBE_DEFLATE);
        yield return Gray(8, Photometric.PALETTE, Picture.Channel(0), Compression.PACKBITS, colours);
    }

    private static byte[] Rgb(Compression compression, int tile = 0, bool separate = false, int orientation = 1, bool bigEndian = false) => new TiffBuilder
    {
        Width = Width, Height = Height, Rows = Picture.Rgb, Compression = compression, Tile = tile, IsSeparate = separate, Orientation = orientation, BigEndian = bigEndian,
        Photometric = compression == Compression.JPEG ? Photometric.YCBCR : Photometric.RGB,
    }.Build();

    private static byte[] Gray(
        int bits, Photometric photometric, byte[] rows, Compression compression = Compression.NONE, (byte Red, byte Green, byte Blue)[]? palette = null) => new TiffBuilder
    {
        Width = Width, Height = Height, Rows = rows, Bits = bits, Samples = 1, Photometric = photometric, Compression = compression, Palette = palette,
    }.Build();
}
