namespace RetSam.Inference.Tests;

/// <summary>What a convolution is, in the plainest code: the reference that runs of the network are held to.</summary>
internal static class PlainConvolution
{
    /// <summary>One output channel over planes that follow each other, zeros beyond the edges.</summary>
    public static double[] Run(ReadOnlySpan<float> planes, int width, int height, ReadOnlySpan<float> kernel, int side)
    {
        double[] result = new double[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int k = 0; k < kernel.Length; k++)
                {
                    int sourceX = x + k % side - side / 2;
                    int sourceY = y + k / side % side - side / 2;
                    if (sourceX >= 0 && sourceX < width && sourceY >= 0 && sourceY < height)
                    {
                        result[y * width + x] += (double)kernel[k] * planes[k / (side * side) * width * height + sourceY * width + sourceX];
                    }
                }
            }
        }

        return result;
    }

    /// <summary>Small weights of both signs, always the same for a seed.</summary>
    public static float[] RandomWeights(int count, int seed, float size = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => size * (2 * random.NextSingle() - 1))];
    }
}
