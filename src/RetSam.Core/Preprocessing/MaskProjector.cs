namespace RetSam.Preprocessing;

/// <summary>Brings masks from the photograph into a model's frame and back. Deterministic and thread-safe; scratch comes from a pool.</summary>
public static class MaskProjector
{
    /// <summary>
    /// Brings a mask of the photograph into a model's frame: a model pixel is set when the source pixel that its centre falls on lies
    /// inside the image and is set.
    /// </summary>
    /// <param name="source">The mask, of the photograph's size.</param>
    /// <param name="transform">The map between photograph and frame.</param>
    /// <param name="destination">Overwritten; of the frame's size.</param>
    /// <exception cref="ArgumentException">The destination has not the frame's size.</exception>
    public static void ToModelFrame(BinaryMask source, CropTransform transform, BinaryMask destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        if (destination.Width != transform.ModelWidth || destination.Height != transform.ModelHeight)
        {
            throw new ArgumentException(
                $"The destination is {destination.Width}x{destination.Height}; the model's frame is {transform.ModelWidth}x{transform.ModelHeight}.",
                nameof(destination));
        }

        NearestSampler.Sample(source, transform.SourceCrop, destination);
    }

    /// <summary>
    /// Brings a model's values into the photograph and cuts them at a threshold: a pixel is set when the value at its centre, bilinear
    /// between the four nearest model pixels (at the frame's edge the last one is repeated), is at least the threshold. Pixels outside the
    /// crop are clear. Cutting logits rather than probabilities saves taking a sigmoid of every pixel and moves edges by a fraction of a
    /// model pixel at most.
    /// </summary>
    /// <param name="modelValues">Logits or probabilities, row by row; at least <paramref name="modelWidth"/> * <paramref name="modelHeight"/>. NaN sets no pixel.</param>
    /// <param name="modelWidth">Values in a row. They cover the whole frame, whose own size in <paramref name="transform"/> may differ, as for a head of lower resolution.</param>
    /// <param name="modelHeight">Rows of values.</param>
    /// <param name="transform">The map between photograph and frame.</param>
    /// <param name="threshold">The smallest value that sets a pixel.</param>
    /// <param name="destination">Overwritten; of the photograph's size.</param>
    /// <exception cref="ArgumentException">There are too few values, or the transform has no crop.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive.</exception>
    public static void Project(
        ReadOnlySpan<float> modelValues, int modelWidth, int modelHeight, CropTransform transform, float threshold, BinaryMask destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        PixelRect crop = RequireValues(modelValues, modelWidth, modelHeight, transform);
        using var rows = new EnlargedRows(modelValues, modelWidth, crop.X, crop.Width, destination, threshold);
        for (int y = 0; y < destination.Height; y++)
        {
            int inCrop = y - crop.Y;
            if (inCrop < 0 || inCrop >= crop.Height)
            {
                destination.GetRow(y).Clear();
                continue;
            }

            LinearTap tap = LinearTap.At(inCrop, crop.Height, modelHeight);
            rows.Cut(tap, modelHeight, destination.GetRow(y));
        }
    }

    /// <summary>
    /// Brings a model's values into the photograph without cutting them: the value at a pixel's centre, bilinear between the four nearest
    /// model pixels, exactly as <see cref="Project"/> compares it with its threshold.
    /// </summary>
    /// <param name="modelValues">Logits or probabilities, row by row; at least <paramref name="modelWidth"/> * <paramref name="modelHeight"/>.</param>
    /// <param name="modelWidth">Values in a row.</param>
    /// <param name="modelHeight">Rows of values.</param>
    /// <param name="transform">The map between photograph and frame.</param>
    /// <param name="outside">The value of pixels outside the crop.</param>
    /// <param name="destination">Overwritten; of the photograph's size. It holds what the model's values are, whether probabilities or not.</param>
    /// <exception cref="ArgumentException">There are too few values, or the transform has no crop.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive.</exception>
    public static void Interpolate(
        ReadOnlySpan<float> modelValues, int modelWidth, int modelHeight, CropTransform transform, float outside, ProbabilityMap destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        PixelRect crop = RequireValues(modelValues, modelWidth, modelHeight, transform);
        int left = Math.Clamp(crop.X, 0, destination.Width);
        int right = Math.Clamp(crop.Right, left, destination.Width);
        for (int y = 0; y < destination.Height; y++)
        {
            Span<float> row = destination.GetRow(y);
            row.Fill(outside);
            int inCrop = y - crop.Y;
            if (inCrop < 0 || inCrop >= crop.Height)
            {
                continue;
            }

            LinearTap down = LinearTap.At(inCrop, crop.Height, modelHeight);
            ReadOnlySpan<float> above = modelValues.Slice(down.First * modelWidth, modelWidth);
            ReadOnlySpan<float> below = modelValues.Slice(down.Second * modelWidth, modelWidth);
            for (int x = left; x < right; x++)
            {
                LinearTap across = LinearTap.At(x - crop.X, crop.Width, modelWidth);
                float a = Between(above, across);
                row[x] = a + (Between(below, across) - a) * down.Fraction;
            }
        }
    }

    private static float Between(ReadOnlySpan<float> row, LinearTap tap) => row[tap.First] + (row[tap.Second] - row[tap.First]) * tap.Fraction;

    private static PixelRect RequireValues(ReadOnlySpan<float> modelValues, int modelWidth, int modelHeight, CropTransform transform)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(modelWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(modelHeight);
        if (transform.SourceCrop.IsEmpty)
        {
            throw new ArgumentException("The transform has no crop: it was never given one.", nameof(transform));
        }

        if (modelValues.Length < (long)modelWidth * modelHeight)
        {
            throw new ArgumentException(
                $"{modelWidth}x{modelHeight} model pixels need {(long)modelWidth * modelHeight} values; there are {modelValues.Length}.", nameof(modelValues));
        }

        return transform.SourceCrop;
    }
}
