namespace RetSam.Imaging.Skia;

/// <summary>Takes stored rows, or parts of rows, of any layout and lays them upright into packed RGB.</summary>
internal readonly ref struct PixelCanvas(Span<byte> pixels, Orientation orientation)
{
    private readonly Span<byte> _pixels = pixels;
    private readonly int _step = orientation.StepX * 3;

    /// <summary>Packed R, G, B.</summary>
    public void WriteRgb(int x, int y, ReadOnlySpan<byte> rgb)
    {
        int o = Start(x, y);
        if (_step == 3)
        {
            rgb.CopyTo(_pixels[o..]);
            return;
        }

        for (int i = 0; i + 2 < rgb.Length; i += 3, o += _step)
        {
            Set(o, rgb[i], rgb[i + 1], rgb[i + 2]);
        }
    }

    /// <summary>R, G, B and a byte that says nothing.</summary>
    public void WriteRgbx(int x, int y, ReadOnlySpan<byte> rgbx)
    {
        int o = Start(x, y);
        for (int i = 0; i + 3 < rgbx.Length; i += 4, o += _step)
        {
            Set(o, rgbx[i], rgbx[i + 1], rgbx[i + 2]);
        }
    }

    /// <summary>R, G, B and straight alpha, laid over black.</summary>
    public void WriteRgbaOverBlack(int x, int y, ReadOnlySpan<byte> rgba)
    {
        int o = Start(x, y);
        for (int i = 0; i + 3 < rgba.Length; i += 4, o += _step)
        {
            int alpha = rgba[i + 3];
            Set(o, Scale(rgba[i], alpha), Scale(rgba[i + 1], alpha), Scale(rgba[i + 2], alpha));
        }
    }

    /// <summary>One byte a pixel, for all three channels.</summary>
    public void WriteGray(int x, int y, ReadOnlySpan<byte> gray)
    {
        int o = Start(x, y);
        for (int i = 0; i < gray.Length; i++, o += _step)
        {
            Set(o, gray[i], gray[i], gray[i]);
        }
    }

    /// <summary>One byte a pixel, for one channel.</summary>
    public void WriteChannel(int x, int y, int channel, ReadOnlySpan<byte> values)
    {
        int o = Start(x, y) + channel;
        for (int i = 0; i < values.Length; i++, o += _step)
        {
            _pixels[o] = values[i];
        }
    }

    /// <summary>Multiplies all three channels by one byte a pixel, taken as 0..1: straight alpha over black, or the light that black ink lets through.</summary>
    public void Multiply(int x, int y, ReadOnlySpan<byte> factors)
    {
        int o = Start(x, y);
        for (int i = 0; i < factors.Length; i++, o += _step)
        {
            int factor = factors[i];
            Set(o, Scale(_pixels[o], factor), Scale(_pixels[o + 1], factor), Scale(_pixels[o + 2], factor));
        }
    }

    /// <summary>value * factor / 255, rounded to the nearest.</summary>
    public static byte Scale(int value, int factor) => (byte)((value * factor + 127) / 255);

    private int Start(int x, int y) => orientation.IndexOf(x, y) * 3;

    private void Set(int offset, byte red, byte green, byte blue)
    {
        Span<byte> pixel = _pixels.Slice(offset, 3);
        pixel[2] = blue;
        pixel[1] = green;
        pixel[0] = red;
    }
}
