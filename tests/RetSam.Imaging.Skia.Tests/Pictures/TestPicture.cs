using System.Buffers.Binary;

namespace RetSam.Imaging.Skia.Tests.Pictures;

/// <summary>A small RGB picture that the tests know every pixel of.</summary>
internal sealed class TestPicture(int width, int height, byte[] rgb)
{
    public int Width => width;

    public int Height => height;

    public byte[] Rgb => rgb;

    /// <summary>A smooth picture with four quadrants of red, green, blue and gray: no two orientations of it look alike, and lossy codecs keep it.</summary>
    public static TestPicture Quadrants(int width = 48, int height = 40)
    {
        var rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int level = 150 + (x * 60 / width) + (y * 40 / height);
                bool right = x >= width / 2;
                bool low = y >= height / 2;
                Span<byte> pixel = rgb.AsSpan(3 * (y * width + x), 3);
                (pixel[0], pixel[1], pixel[2]) = (right, low) switch
                {
                    (false, false) => ((byte)level, (byte)30, (byte)30),
                    (true, false) => ((byte)30, (byte)level, (byte)30),
                    (false, true) => ((byte)30, (byte)30, (byte)level),
                    _ => ((byte)level, (byte)level, (byte)level),
                };
            }
        }

        return new TestPicture(width, height, rgb);
    }

    /// <summary>Random pixels from a fixed seed.</summary>
    public static TestPicture Noise(int width, int height, int seed = 7)
    {
        var rgb = new byte[width * height * 3];
        new Random(seed).NextBytes(rgb);
        return new TestPicture(width, height, rgb);
    }

    public byte[] Channel(int channel) => [.. Enumerable.Range(0, width * height).Select(i => rgb[3 * i + channel])];

    /// <summary>The picture as a P6 file.</summary>
    public byte[] ToPpm() => [.. System.Text.Encoding.ASCII.GetBytes($"P6\n{width} {height}\n255\n"), .. rgb];

    /// <summary>Packed 16-bit samples, high byte first, each byte value v as v * 257.</summary>
    public static byte[] Widen(byte[] samples)
    {
        var wide = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(wide.AsSpan(2 * i), (ushort)(samples[i] * 257));
        }

        return wide;
    }

    /// <summary>Asserts that an image holds this picture, every channel within a tolerance.</summary>
    public void AssertShownBy(FundusImage image, int tolerance = 0)
    {
        Assert.Equal((width, height), (image.Width, image.Height));
        ReadOnlySpan<byte> actual = image.Pixels;
        for (int i = 0; i < rgb.Length; i++)
        {
            if (Math.Abs(actual[i] - rgb[i]) > tolerance)
            {
                Assert.Fail($"Pixel ({i / 3 % width}, {i / 3 / width}) channel {i % 3} is {actual[i]}, expected {rgb[i]} +- {tolerance}.");
            }
        }
    }
}
