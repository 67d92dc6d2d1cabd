using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RetSam.Preprocessing;

namespace RetSam.Properties.Tests;

/// <summary>
/// One photograph drawn with whole numbers, and the hashes of everything that is made of it. The hashes were taken from this code when it
/// was written, with AVX-512; the same bits must come out on any instruction set, which is why this runs again with vectors switched off.
/// A change of a hash is a change of every result built on it: update it only together with the reason in the changelog.
/// </summary>
public sealed class CoreGoldenBits
{
    private const int Width = 523;
    private const int Height = 467;

    [Fact]
    public void The_field_of_view_has_the_bits_it_always_had()
    {
        using FundusImage image = Draw();
        using FieldOfView fov = FieldOfView.Detect(image);

        Assert.Equal(FieldOfViewOrigin.Detected, fov.Origin);
        Assert.Equal("4D28413E7ABF33AF", Hash(MemoryMarshal.AsBytes(fov.Mask.Words)));
        Assert.Equal("C32DC82A29685CA7", Hash(MemoryMarshal.AsBytes<double>(new[] { fov.Centre.X, fov.Centre.Y, fov.Radius })));
    }

    [Theory]
    [InlineData(Resampling.Area, 160, true, "D7BC9FBA8D1DA4E1")]
    [InlineData(Resampling.Area, 600, false, "098E85EEA497E827")]
    [InlineData(Resampling.Bilinear, 160, false, "53F2AFBCD9936DB7")]
    [InlineData(Resampling.Bicubic, 161, false, "364F4EF50FCFC649")]
    [InlineData(Resampling.Bicubic, 600, true, "9B5F120EFAC53235")]
    public void The_tensor_has_the_bits_it_always_had(Resampling resampling, int size, bool perImage, string expected)
    {
        using FundusImage image = Draw();
        using FieldOfView fov = FieldOfView.Detect(image);
        var options = new PreprocessingOptions
        {
            Width = size,
            Height = size,
            Resampling = resampling,
            Normalization = perImage
                ? new Normalization.PerImage()
                : new Normalization.Fixed((0.42575f, 0.29737f, 0.21294f), (0.2767f, 0.2024f, 0.1686f)),
        };
        float[] tensor = new float[options.TensorLength];

        CropTransform transform = Preprocessor.Write(image, fov, options, tensor);
        using var projected = new BinaryMask(Width, Height);
        MaskProjector.Project(tensor.AsSpan(size * size), size, size, transform, 0.25f, projected);

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<float>(tensor));
        hash.AppendData(MemoryMarshal.AsBytes(projected.Words));
        Assert.Equal(expected, Convert.ToHexString(hash.GetHashAndReset())[..16]);
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes))[..16];

    private static FundusImage Draw() => FundusImage.Create(Width, Height, 0, static (pixels, _) =>
    {
        uint state = 12345;
        for (int y = 0, i = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++, i += 3)
            {
                int dx = x - 255;
                int dy = y - 240;
                int squared = dx * dx + dy * dy;
                int light = squared <= 210 * 210 ? 200 - squared / 400 : 0;
                state = state * 1664525 + 1013904223;
                int noise = (int)(state >> 29);
                pixels[i] = (byte)(light + noise);
                pixels[i + 1] = (byte)(light * 5 / 9 + (x % 37 < 3 ? 0 : noise));
                pixels[i + 2] = (byte)(light / 4 + noise / 2);
            }
        }
    });
}
