using System.Buffers;
using RetSam.Preprocessing;

namespace RetSam.FieldsOfView;

/// <summary>The photograph reduced by area to a few hundred pixels a side, as floats of 0..255: enough to tell retina from border.</summary>
internal readonly ref struct SmallPicture
{
    /// <summary>The longer side, unless the photograph is smaller.</summary>
    public const int LongestSide = 288;

    private readonly float[] _planes;

    public SmallPicture(FundusImage image)
    {
        int longest = Math.Max(image.Width, image.Height);
        Width = longest <= LongestSide ? image.Width : Math.Max(1, (int)((long)image.Width * LongestSide / longest));
        Height = longest <= LongestSide ? image.Height : Math.Max(1, (int)((long)image.Height * LongestSide / longest));
        Transform = new CropTransform(new PixelRect(0, 0, image.Width, image.Height), Width, Height);
        _planes = ArrayPool<float>.Shared.Rent(3 * Width * Height);
        Preprocessor.Resample(image, Transform, Resampling.Area, LevelMap.Identity, _planes.AsSpan(0, 3 * Width * Height));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The map between the photograph and this picture.</summary>
    public CropTransform Transform { get; }

    public ReadOnlySpan<float> Red => _planes.AsSpan(0, Width * Height);

    public ReadOnlySpan<float> Green => _planes.AsSpan(Width * Height, Width * Height);

    public ReadOnlySpan<float> Blue => _planes.AsSpan(2 * Width * Height, Width * Height);

    public Colour this[int index] => new(_planes[index], _planes[Width * Height + index], _planes[2 * Width * Height + index]);

    public void Dispose() => ArrayPool<float>.Shared.Return(_planes);
}
