namespace RetSam.Preprocessing;

/// <summary>
/// Crops, resizes and normalises a photograph into a planar tensor (NCHW, N = 1, channels red, green, blue) in one fused pass over
/// rows. Deterministic: the same pixels give the same bits on every instruction set. Thread-safe; scratch comes from a pool.
/// </summary>
public static class Preprocessor
{
    /// <summary>The map from the photograph to the frame that <see cref="Write"/> will use.</summary>
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
        throw new NotImplementedException();
    }
}
