namespace RetSam.Preprocessing;

/// <summary>What a model wants to be fed: the frame and how a photograph is brought into it. Comes from the model's manifest.</summary>
public sealed record PreprocessingOptions
{
    /// <summary>The frame's width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The frame's height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>How the field of view is framed.</summary>
    public CropMode Crop { get; init; } = CropMode.FieldOfViewSquare;

    /// <summary>How pixels are resampled.</summary>
    public Resampling Resampling { get; init; } = Resampling.Area;

    /// <summary>How values are normalised.</summary>
    public Normalization Normalization { get; init; } = new Normalization.PerImage();

    /// <summary>The number of floats one image takes: 3 * width * height.</summary>
    public int TensorLength => checked(3 * Width * Height);
}
