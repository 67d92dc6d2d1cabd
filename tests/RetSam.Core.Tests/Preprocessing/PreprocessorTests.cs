using RetSam.Preprocessing;

namespace RetSam.Core.Tests.Preprocessing;

public sealed class PreprocessorTests
{
    private static readonly Normalization.Fixed ToUnitRange = new((0, 0, 0), (1, 1, 1));

    public static TheoryData<Resampling, int, int, PixelRect, int, int> Cases()
    {
        var data = new TheoryData<Resampling, int, int, PixelRect, int, int>();
        foreach (Resampling resampling in Enum.GetValues<Resampling>())
        {
            data.Add(resampling, 37, 29, new PixelRect(0, 0, 37, 29), 37, 29);
            data.Add(resampling, 37, 29, new PixelRect(0, 0, 37, 29), 16, 11);
            data.Add(resampling, 37, 29, new PixelRect(5, 4, 20, 18), 10, 9);
            data.Add(resampling, 37, 29, new PixelRect(5, 4, 20, 18), 33, 31);
            data.Add(resampling, 37, 29, new PixelRect(0, -4, 37, 37), 15, 15);
            data.Add(resampling, 37, 29, new PixelRect(-3, -8, 60, 60), 70, 13);
            data.Add(resampling, 1, 1, new PixelRect(0, 0, 1, 1), 3, 2);
            data.Add(resampling, 1, 50, new PixelRect(-24, 0, 50, 50), 7, 7);
            data.Add(resampling, 50, 1, new PixelRect(0, 0, 50, 1), 7, 5);
            data.Add(resampling, 64, 65, new PixelRect(1, 1, 63, 64), 1, 1);
            data.Add(resampling, 8, 8, new PixelRect(20, 20, 5, 5), 4, 4);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_filter_agrees_with_its_definition(Resampling resampling, int width, int height, PixelRect crop, int modelWidth, int modelHeight)
    {
        using FundusImage image = TestImages.Noise(width, height, seed: 7);
        using FieldOfView fov = FieldOfView.WholeFrame(width, height);
        var options = new PreprocessingOptions { Width = modelWidth, Height = modelHeight, Resampling = resampling, Normalization = ToUnitRange };
        float[] tensor = new float[options.TensorLength];
        Array.Fill(tensor, float.NaN);

        Preprocessor.Write(image, fov, options, new CropTransform(crop, modelWidth, modelHeight), tensor);

        for (int c = 0, at = 0; c < 3; c++)
        {
            for (int y = 0; y < modelHeight; y++)
            {
                for (int x = 0; x < modelWidth; x++, at++)
                {
                    double expected = NaiveResampler.Sample(image, crop, modelWidth, modelHeight, resampling, x, y, c) / 255;
                    Assert.Equal(expected, tensor[at], 2e-6);
                }
            }
        }
    }
}
