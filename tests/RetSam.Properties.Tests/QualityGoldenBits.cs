using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RetSam.Biomarkers.Quality;

namespace RetSam.Properties.Tests;

/// <summary>
/// The bits of everything that is read from one photograph drawn with whole numbers. They were taken from this code when it was written,
/// with AVX-512; this runs again with vectors switched off.
/// </summary>
public sealed class QualityGoldenBits
{
    private const int Width = 941;
    private const int Height = 807;

    [Fact]
    public void Readings_and_scores_have_the_bits_they_always_had()
    {
        using FundusImage image = Draw();
        using FieldOfView fov = FieldOfView.Detect(image);
        using var vessels = new BinaryMask(Width, Height);
        for (int y = 0; y < Height; y++)
        {
            for (int x = y % 41; x < Width; x += 41)
            {
                vessels[x, y] = true;
            }
        }

        QualityReading r = QualityReading.Of(image, fov, vessels)!;
        QualityScores s = QualityScores.Of(r, 0.04);
        double[] numbers =
        [
            r.FineEnergy, r.MiddleEnergy, r.Unevenness, r.ExposedShare, r.LocalContrast, r.FundusColour, r.VesselContrast,
            s.Focus, s.Illumination, s.Contrast, s.Colour, s.VesselVisibility!.Value, s.RetinalGradients,
        ];

        Assert.All(numbers, n => Assert.True(double.IsFinite(n)));
        Assert.Equal("AFB1F59A3D2354B5", Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<double>(numbers)))[..16]);
    }

    private static FundusImage Draw() => FundusImage.Create(Width, Height, 0, static (pixels, _) =>
    {
        uint state = 2024;
        for (int y = 0, i = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++, i += 3)
            {
                int dx = x - 460;
                int dy = y - 410;
                int squared = dx * dx + dy * dy;
                int light = squared <= 390 * 390 ? 190 - squared / 1500 : 0;
                state = state * 1664525 + 1013904223;
                int noise = (int)(state >> 29);
                pixels[i] = (byte)(light + noise);
                pixels[i + 1] = (byte)(light * 5 / 9 + noise - ((x - y) % 41 == 0 ? light / 5 : 0));
                pixels[i + 2] = (byte)(light / 4 + noise / 2);
            }
        }
    });
}
