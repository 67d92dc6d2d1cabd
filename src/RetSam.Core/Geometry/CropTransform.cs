namespace RetSam;

/// <summary>
/// The exact affine map between the photograph's pixels ("source") and a model's pixels, both ways. A crop rectangle of the
/// source, which may reach outside the image where a square is padded, is stretched over the whole model frame. Both sides use
/// pixel-centre coordinates (see <see cref="PointD"/>), so the half-pixel shift of resampling is part of the map.
/// </summary>
public readonly record struct CropTransform
{
    /// <summary>Creates the map that stretches a crop of the source over a model frame.</summary>
    /// <param name="sourceCrop">The part of the source that fills the frame; may reach outside the image.</param>
    /// <param name="modelWidth">The frame's width in pixels, at least 1.</param>
    /// <param name="modelHeight">The frame's height in pixels, at least 1.</param>
    /// <exception cref="ArgumentException">The crop is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A frame side is not positive.</exception>
    public CropTransform(PixelRect sourceCrop, int modelWidth, int modelHeight)
    {
        if (sourceCrop.IsEmpty)
        {
            throw new ArgumentException($"The crop {sourceCrop.Width}x{sourceCrop.Height} holds no pixel.", nameof(sourceCrop));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(modelWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(modelHeight);
        SourceCrop = sourceCrop;
        ModelWidth = modelWidth;
        ModelHeight = modelHeight;
    }

    /// <summary>The part of the source that fills the model frame; may reach outside the image.</summary>
    public PixelRect SourceCrop { get; }

    /// <summary>The model frame's width in pixels.</summary>
    public int ModelWidth { get; }

    /// <summary>The model frame's height in pixels.</summary>
    public int ModelHeight { get; }

    /// <summary>Source pixels per model pixel, horizontally.</summary>
    public double ScaleX => (double)SourceCrop.Width / ModelWidth;

    /// <summary>Source pixels per model pixel, vertically.</summary>
    public double ScaleY => (double)SourceCrop.Height / ModelHeight;

    /// <summary>The map that pads a box to a square around its centre and fills a square frame with it: shapes keep their aspect ratio.</summary>
    /// <param name="box">The box to frame, usually <see cref="FieldOfView.CropBox"/>.</param>
    /// <param name="modelSize">The frame's side in pixels.</param>
    public static CropTransform PaddedSquare(PixelRect box, int modelSize)
    {
        int side = Math.Max(box.Width, box.Height);
        var square = new PixelRect(box.X - (side - box.Width) / 2, box.Y - (side - box.Height) / 2, side, side);
        return new CropTransform(square, modelSize, modelSize);
    }

    /// <summary>The map that stretches a box over a frame, changing its aspect ratio where they differ.</summary>
    /// <param name="box">The box to frame, usually <see cref="FieldOfView.CropBox"/>.</param>
    /// <param name="modelWidth">The frame's width in pixels.</param>
    /// <param name="modelHeight">The frame's height in pixels.</param>
    public static CropTransform Stretched(PixelRect box, int modelWidth, int modelHeight) => new(box, modelWidth, modelHeight);

    /// <summary>The same crop seen at another frame size, as for an output head of lower resolution.</summary>
    public CropTransform WithModelSize(int modelWidth, int modelHeight) => new(SourceCrop, modelWidth, modelHeight);

    /// <summary>Maps a source point into the model frame.</summary>
    public PointD ToModel(PointD source) => new(
        (source.X - SourceCrop.X + 0.5) / ScaleX - 0.5,
        (source.Y - SourceCrop.Y + 0.5) / ScaleY - 0.5);

    /// <summary>Maps a point of the model frame to the source.</summary>
    public PointD ToSource(PointD model) => new(
        (model.X + 0.5) * ScaleX - 0.5 + SourceCrop.X,
        (model.Y + 0.5) * ScaleY - 0.5 + SourceCrop.Y);
}
