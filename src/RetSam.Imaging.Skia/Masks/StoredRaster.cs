using System.Buffers;

namespace RetSam.Imaging.Skia;

/// <summary>A one-channel picture as its file stores it: gray values or palette indices, unscaled and unconverted.</summary>
internal sealed class StoredRaster : IDisposable
{
    private ushort[]? _values;

    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="maxValue">The value of white, for gray; the largest index, for a palette.</param>
    /// <param name="palette">The brightest channel of each palette entry, transparency laid over black; null for gray.</param>
    public StoredRaster(int width, int height, int maxValue, byte[]? palette)
    {
        Width = width;
        Height = height;
        MaxValue = maxValue;
        Palette = palette;
        _values = ArrayPool<ushort>.Shared.Rent(checked(width * height));
    }

    public int Width { get; }

    public int Height { get; }

    public int MaxValue { get; }

    public byte[]? Palette { get; }

    /// <summary>Whether 0 is white, as in facsimile-like TIFFs.</summary>
    public bool ZeroIsWhite { get; init; }

    public Span<ushort> Values => (_values ?? throw new ObjectDisposedException(nameof(StoredRaster))).AsSpan(0, Width * Height);

    public Span<ushort> GetRow(int y) => Values.Slice(y * Width, Width);

    public void Dispose()
    {
        ushort[]? values = Interlocked.Exchange(ref _values, null);
        if (values is not null)
        {
            ArrayPool<ushort>.Shared.Return(values);
        }
    }
}
