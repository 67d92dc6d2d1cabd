using System.Buffers;
using BitMiracle.LibTiff.Classic;

namespace RetSam.Imaging.Skia;

/// <summary>Turns packed samples of every colour model that is read into RGB and lays them onto a canvas.</summary>
internal readonly ref struct RgbRows : ITiffRows
{
    private readonly TiffLayout _layout;
    private readonly PixelCanvas _canvas;
    private readonly ushort[] _wide;
    private readonly byte[] _samples;
    private readonly byte[] _pixels;

    public RgbRows(TiffLayout layout, PixelCanvas canvas)
    {
        _layout = layout;
        _canvas = canvas;
        int columns = layout.IsTiled ? Math.Min(layout.TileWidth, layout.Width) : layout.Width;
        _wide = ArrayPool<ushort>.Shared.Rent(columns * layout.Interleaved);
        _samples = ArrayPool<byte>.Shared.Rent(columns * layout.Interleaved);
        _pixels = ArrayPool<byte>.Shared.Rent(columns * 3);
    }

    public void Write(int plane, int x, int y, int count, ReadOnlySpan<byte> packed)
    {
        ReadOnlySpan<byte> samples = ToBytes(packed, count * _layout.Interleaved);
        if (_layout.IsSeparate)
        {
            WritePlane(plane, x, y, samples);
        }
        else
        {
            WritePixels(x, y, count, samples);
        }
    }

    public void Dispose()
    {
        ArrayPool<ushort>.Shared.Return(_wide);
        ArrayPool<byte>.Shared.Return(_samples);
        ArrayPool<byte>.Shared.Return(_pixels);
    }

    /// <summary>Samples as 0..255; palette indices stay what they are.</summary>
    private ReadOnlySpan<byte> ToBytes(ReadOnlySpan<byte> packed, int count)
    {
        if (_layout.Bits == 8)
        {
            return packed[..count];
        }

        // The library has put 16-bit samples low byte first, whatever the file's order.
        Span<ushort> wide = _wide.AsSpan(0, count);
        SampleDepth.Unpack(packed, _layout.Bits, littleEndian: true, wide);
        SampleDepth.ReduceToBytes(wide, _layout.Photometric == Photometric.PALETTE ? 255 : (1 << _layout.Bits) - 1, _samples);
        return _samples.AsSpan(0, count);
    }

    private void WritePlane(int plane, int x, int y, ReadOnlySpan<byte> samples)
    {
        if (plane == _layout.Alpha)
        {
            _canvas.Multiply(x, y, samples);
            return;
        }

        switch (_layout.Photometric)
        {
            case Photometric.SEPARATED when plane == 3:
                _canvas.Multiply(x, y, Inverted(samples));
                break;
            case Photometric.SEPARATED:
                _canvas.WriteChannel(x, y, plane, Inverted(samples));
                break;
            case Photometric.RGB:
                _canvas.WriteChannel(x, y, plane, samples);
                break;
            default:
                WriteOneChannel(x, y, samples);
                break;
        }
    }

    private void WritePixels(int x, int y, int count, ReadOnlySpan<byte> samples)
    {
        int step = _layout.SamplesPerPixel;
        Span<byte> rgb = _pixels.AsSpan(0, 3 * count);
        if (_layout.ColorSamples == 1)
        {
            WriteOneChannel(x, y, step == 1 ? samples : Every(step, 0, samples, count));
        }
        else if (_layout.Photometric == Photometric.SEPARATED)
        {
            for (int i = 0, o = 0; o < rgb.Length; i += step, o += 3)
            {
                int light = 255 - samples[i + 3];
                rgb[o] = PixelCanvas.Scale(255 - samples[i], light);
                rgb[o + 1] = PixelCanvas.Scale(255 - samples[i + 1], light);
                rgb[o + 2] = PixelCanvas.Scale(255 - samples[i + 2], light);
            }

            _canvas.WriteRgb(x, y, rgb);
        }
        else if (_layout.IsYCbCr)
        {
            for (int i = 0, o = 0; o < rgb.Length; i += step, o += 3)
            {
                YCbCrBlock.ToRgb(samples[i], samples[i + 1], samples[i + 2], rgb.Slice(o, 3));
            }

            _canvas.WriteRgb(x, y, rgb);
        }
        else if (step == 3)
        {
            _canvas.WriteRgb(x, y, samples[..(3 * count)]);
        }
        else
        {
            for (int i = 0, o = 0; o < rgb.Length; i += step, o += 3)
            {
                samples.Slice(i, 3).CopyTo(rgb[o..]);
            }

            _canvas.WriteRgb(x, y, rgb);
        }

        if (_layout.Alpha > 0)
        {
            _canvas.Multiply(x, y, Every(step, _layout.Alpha, samples, count));
        }
    }

    private void WriteOneChannel(int x, int y, ReadOnlySpan<byte> values)
    {
        switch (_layout.Photometric)
        {
            case Photometric.PALETTE:
                Span<byte> rgb = _pixels.AsSpan(0, 3 * values.Length);
                for (int i = 0; i < values.Length; i++)
                {
                    _layout.ColorMap.AsSpan(3 * values[i], 3).CopyTo(rgb[(3 * i)..]);
                }

                _canvas.WriteRgb(x, y, rgb);
                break;
            case Photometric.MINISWHITE:
                _canvas.WriteGray(x, y, Inverted(values));
                break;
            default:
                _canvas.WriteGray(x, y, values);
                break;
        }
    }

    private Span<byte> Inverted(ReadOnlySpan<byte> values)
    {
        Span<byte> result = _pixels.AsSpan(0, values.Length);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (byte)(255 - values[i]);
        }

        return result;
    }

    /// <summary>One sample of each pixel. Lies in the pixel buffer's last third: a palette's colours, written from its start, never overtake what is still to be read.</summary>
    private Span<byte> Every(int step, int first, ReadOnlySpan<byte> samples, int count)
    {
        Span<byte> result = _pixels.AsSpan(2 * count, count);
        for (int i = 0; i < count; i++)
        {
            result[i] = samples[i * step + first];
        }

        return result;
    }
}
