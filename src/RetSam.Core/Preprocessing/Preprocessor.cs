using System.Buffers;

namespace RetSam.Preprocessing;

/// <summary>
/// Crops, resizes and normalises a photograph into a planar tensor (NCHW, N = 1, channels red, green, blue) in one fused pass over
/// rows. Deterministic: the same pixels give the same bits on every instruction set. Thread-safe; scratch comes from a pool.
/// </summary>
public static class Preprocessor
{
    /// <summary>The longest side a crop may have, in pixels: keeps weight tables small, whatever map a caller builds.</summary>
    private const int LongestCropSide = 1 << 18;

    /// <summary>The map from the photograph to the frame, for every crop mode.</summary>
    /// <param name="image">The photograph; looked at by <see cref="CropMode.ReferenceBorderBox"/> only.</param>
    /// <param name="fieldOfView">Its field of view.</param>
    /// <param name="options">What the model wants.</param>
    /// <exception cref="ArgumentException">A square crop is asked for a frame that is not square.</exception>
    public static CropTransform GetTransform(FundusImage image, FieldOfView fieldOfView, PreprocessingOptions options)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(options);
        return options.Crop == CropMode.ReferenceBorderBox
            ? CropTransform.Stretched(ReferenceBorder.FindBox(image), options.Width, options.Height)
            : GetTransform(fieldOfView, options);
    }

    /// <summary>The map from the photograph to the frame, for the crop modes that need no look at the pixels.</summary>
    /// <param name="fieldOfView">The photograph's field of view.</param>
    /// <param name="options">What the model wants.</param>
    /// <exception cref="ArgumentException">
    /// A square crop is asked for a frame that is not square, or the crop is <see cref="CropMode.ReferenceBorderBox"/>.
    /// </exception>
    public static CropTransform GetTransform(FieldOfView fieldOfView, PreprocessingOptions options)
    {
        ArgumentNullException.ThrowIfNull(fieldOfView);
        ArgumentNullException.ThrowIfNull(options);
        BinaryMask mask = fieldOfView.Mask;
        var frame = new PixelRect(0, 0, mask.Width, mask.Height);
        PixelRect box = fieldOfView.CropBox.IsEmpty ? frame : fieldOfView.CropBox;
        return options.Crop switch
        {
            CropMode.FieldOfViewSquare when options.Width == options.Height => CropTransform.PaddedSquare(box, options.Width),
            CropMode.FieldOfViewSquare => throw new ArgumentException($"A square crop needs a square frame, not {options.Width}x{options.Height}.", nameof(options)),
            CropMode.FieldOfViewStretched => CropTransform.Stretched(box, options.Width, options.Height),
            CropMode.WholeImageStretched => CropTransform.Stretched(frame, options.Width, options.Height),
            CropMode.ReferenceBorderBox => throw new ArgumentException(
                $"The crop {CropMode.ReferenceBorderBox} looks at the pixels: call the overload that takes the photograph.", nameof(options)),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Crop, "Not a known crop mode."),
        };
    }

    /// <summary>Writes the tensor of one photograph.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="fieldOfView">Its field of view, of the same size.</param>
    /// <param name="options">What the model wants.</param>
    /// <param name="destination">At least <see cref="PreprocessingOptions.TensorLength"/> floats: all red, then all green, then all blue.</param>
    /// <returns>The map between photograph and frame.</returns>
    /// <exception cref="ArgumentException">Sizes do not fit.</exception>
    public static CropTransform Write(FundusImage image, FieldOfView fieldOfView, PreprocessingOptions options, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        CropTransform transform = GetTransform(image, fieldOfView, options);
        Write(image, fieldOfView, options, transform, destination);
        return transform;
    }

    /// <summary>Writes the tensor of one photograph through a map that the caller has chosen.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="fieldOfView">Its field of view, of the same size.</param>
    /// <param name="options">What the model wants; <see cref="PreprocessingOptions.Crop"/> is not looked at.</param>
    /// <param name="transform">The map between photograph and frame; what its crop takes from outside the image is black.</param>
    /// <param name="destination">At least <see cref="PreprocessingOptions.TensorLength"/> floats: all red, then all green, then all blue.</param>
    /// <exception cref="ArgumentException">Sizes do not fit.</exception>
    public static void Write(
        FundusImage image, FieldOfView fieldOfView, PreprocessingOptions options, CropTransform transform, Span<float> destination)
    {
        Check(image, fieldOfView, options, transform, destination.Length);
        destination = destination[..options.TensorLength];
        switch (options.Normalization)
        {
            case Normalization.Fixed fix:
                Resample(image, transform, options.Resampling, LevelMap.For(fix), destination);
                break;
            case Normalization.PerImage:
                Resample(image, transform, options.Resampling, LevelMap.Identity, destination);
                NormalizeByItself(fieldOfView, transform, destination);
                break;
            default:
                throw new ArgumentException("The normalisation is neither fixed nor per image.", nameof(options));
        }
    }

    private static void Check(
        FundusImage image, FieldOfView fieldOfView, PreprocessingOptions options, CropTransform transform, int destinationLength)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(fieldOfView);
        ArgumentNullException.ThrowIfNull(options);
        BinaryMask mask = fieldOfView.Mask;
        if (mask.Width != image.Width || mask.Height != image.Height)
        {
            throw new ArgumentException(
                $"The field of view is {mask.Width}x{mask.Height}, the photograph {image.Width}x{image.Height}.", nameof(fieldOfView));
        }

        if (transform.ModelWidth != options.Width || transform.ModelHeight != options.Height)
        {
            throw new ArgumentException(
                $"The map's frame is {transform.ModelWidth}x{transform.ModelHeight}, the model's {options.Width}x{options.Height}.", nameof(transform));
        }

        if (Math.Max(transform.SourceCrop.Width, transform.SourceCrop.Height) > LongestCropSide)
        {
            throw new ArgumentException(
                $"The crop is {transform.SourceCrop.Width}x{transform.SourceCrop.Height}; a side may have {LongestCropSide} pixels.", nameof(transform));
        }

        if (destinationLength < options.TensorLength)
        {
            throw new ArgumentException(
                $"A tensor of 3x{options.Height}x{options.Width} needs {options.TensorLength} floats; the destination has {destinationLength}.",
                nameof(options));
        }
    }

    /// <summary>Vertically first, from bytes into one row of floats; that row then horizontally, into the three planes.</summary>
    internal static void Resample(FundusImage image, CropTransform transform, Resampling resampling, in LevelMap levels, Span<float> planes)
    {
        PixelRect crop = transform.SourceCrop;
        int width = transform.ModelWidth;
        int plane = width * transform.ModelHeight;
        using var columns = new AxisWeights(crop.X, crop.Width, image.Width, width, resampling);
        using var rows = new AxisWeights(crop.Y, crop.Height, image.Height, transform.ModelHeight, resampling);
        float[] scratch = ArrayPool<float>.Shared.Rent(3 * columns.Length + ColumnBlend.RowPadding);
        Span<float> row = scratch.AsSpan(0, 3 * columns.Length + ColumnBlend.RowPadding);
        row.Clear();
        for (int y = 0; y < transform.ModelHeight; y++)
        {
            ReadOnlySpan<float> weights = columns.Length == 0 ? default : rows.Weights(y);
            int first = weights.IsEmpty ? 0 : (rows.First + rows.Start(y)) * image.Stride + 3 * columns.First;
            RowBlend.Blend(image.Pixels[first..], image.Stride, weights, row[..(3 * columns.Length)]);
            int start = y * width;
            ColumnBlend.Blend(
                row, columns, levels, planes.Slice(start, width), planes.Slice(plane + start, width), planes.Slice(2 * plane + start, width));
        }

        ArrayPool<float>.Shared.Return(scratch);
    }

    private static void NormalizeByItself(FieldOfView fieldOfView, CropTransform transform, Span<float> planes)
    {
        int plane = transform.ModelWidth * transform.ModelHeight;
        using var inside = new BinaryMask(transform.ModelWidth, transform.ModelHeight);
        MaskProjector.ToModelFrame(fieldOfView.Mask, transform, inside);
        for (int channel = 0; channel < 3; channel++)
        {
            PerImageNormalizer.Normalize(planes.Slice(channel * plane, plane), inside);
        }
    }
}
