using System.Buffers;

namespace RetSam.Imaging.Skia;

/// <summary>Takes the first sample of every pixel as it is stored.</summary>
internal sealed class StoredRows(TiffLayout layout, Orientation orientation, StoredRaster raster) : ITiffRows, IDisposable
{
    private readonly ushort[] _samples = ArrayPool<ushort>.Shared.Rent(
        (layout.IsTiled ? Math.Min(layout.TileWidth, layout.Width) : layout.Width) * layout.Interleaved);

    public void Write(int plane, int x, int y, int count, ReadOnlySpan<byte> packed)
    {
        Span<ushort> samples = _samples.AsSpan(0, count * layout.Interleaved);
        SampleDepth.Unpack(packed, layout.Bits, littleEndian: true, samples);
        Span<ushort> values = raster.Values;
        int index = orientation.IndexOf(x, y);
        for (int i = 0; i < samples.Length; i += layout.Interleaved, index += orientation.StepX)
        {
            values[index] = samples[i];
        }
    }

    public void Dispose() => ArrayPool<ushort>.Shared.Return(_samples);
}
