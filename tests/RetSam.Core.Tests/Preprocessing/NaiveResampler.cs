using RetSam.Preprocessing;

namespace RetSam.Core.Tests.Preprocessing;

/// <summary>The plain double-precision reference: each filter written from its definition as a sum over all pixels of the crop, slow and obvious.</summary>
internal static class NaiveResampler
{
    /// <summary>The resampled value, 0..255, of one channel at one model pixel.</summary>
    public static double Sample(FundusImage image, PixelRect crop, int modelWidth, int modelHeight, Resampling resampling, int x, int y, int channel)
    {
        double sum = 0;
        for (int j = 0; j < crop.Height; j++)
        {
            double weightY = Weight(resampling, y, modelHeight, j, crop.Height);
            int row = crop.Y + j;
            if (weightY == 0 || row < 0 || row >= image.Height)
            {
                continue;
            }

            for (int i = 0; i < crop.Width; i++)
            {
                int column = crop.X + i;
                if (column >= 0 && column < image.Width)
                {
                    sum += weightY * Weight(resampling, x, modelWidth, i, crop.Width) * image.GetRow(row)[3 * column + channel];
                }
            }
        }

        return Math.Clamp(sum, 0, 255);
    }

    private static double Weight(Resampling resampling, int output, int outputs, int pixel, int pixels) => resampling switch
    {
        Resampling.Area when pixels >= outputs => Covered(output, outputs, pixel, pixels),
        Resampling.Area or Resampling.Bilinear => Triangle(output, outputs, pixel, pixels),
        _ => Cubic(output, outputs, pixel, pixels),
    };

    private static double Covered(int output, int outputs, int pixel, int pixels)
    {
        double scale = (double)pixels / outputs;
        double overlap = Math.Min((output + 1) * scale, pixel + 1) - Math.Max(output * scale, pixel);
        return Math.Max(0, overlap) / scale;
    }

    private static double Triangle(int output, int outputs, int pixel, int pixels)
    {
        double centre = Math.Clamp((output + 0.5) * pixels / outputs - 0.5, 0, pixels - 1);
        return Math.Max(0, 1 - Math.Abs(pixel - centre));
    }

    private static double Cubic(int output, int outputs, int pixel, int pixels)
    {
        double scale = (double)pixels / outputs;
        double width = Math.Max(1, scale);
        double centre = (output + 0.5) * scale;
        int start = Math.Max(0, (int)(centre - 2 * width + 0.5));
        int end = Math.Min(pixels, (int)(centre + 2 * width + 0.5));
        double total = 0;
        for (int p = start; p < end; p++)
        {
            total += Keys((p + 0.5 - centre) / width);
        }

        return pixel >= start && pixel < end ? Keys((pixel + 0.5 - centre) / width) / total : 0;
    }

    private static double Keys(double x)
    {
        double d = Math.Abs(x);
        return d < 1 ? 1.5 * d * d * d - 2.5 * d * d + 1
            : d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2
            : 0;
    }
}
