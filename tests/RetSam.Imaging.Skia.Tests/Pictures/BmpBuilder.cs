using System.Buffers.Binary;

namespace RetSam.Imaging.Skia.Tests.Pictures;

/// <summary>Builds 24-bit Windows bitmaps.</summary>
internal static class BmpBuilder
{
    public static byte[] Build(TestPicture picture, bool topDown)
    {
        int stride = (picture.Width * 3 + 3) / 4 * 4;
        var file = new byte[54 + stride * picture.Height];
        WriteHeader(file, picture.Width, topDown ? -picture.Height : picture.Height);
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                ReadOnlySpan<byte> rgb = picture.Rgb.AsSpan(3 * (y * picture.Width + x), 3);
                Span<byte> bgr = file.AsSpan(54 + (topDown ? y : picture.Height - 1 - y) * stride + 3 * x, 3);
                (bgr[0], bgr[1], bgr[2]) = (rgb[2], rgb[1], rgb[0]);
            }
        }

        return file;
    }

    public static byte[] HeaderOnly(int width, int height)
    {
        var file = new byte[54 + 16];
        WriteHeader(file, width, height);
        return file;
    }

    private static void WriteHeader(byte[] file, int width, int height)
    {
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        (file[26], file[28]) = (1, 24);
    }
}
