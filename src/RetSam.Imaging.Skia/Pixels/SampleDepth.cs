namespace RetSam.Imaging.Skia;

/// <summary>Turns samples of any depth into bytes.</summary>
internal static class SampleDepth
{
    /// <summary>value * 255 / maxValue, rounded to the nearest.</summary>
    public static byte ToByte(int value, int maxValue) => (byte)((value * 255L + maxValue / 2) / maxValue);

    /// <summary>Scales samples to 0..255, rounded to the nearest.</summary>
    public static void ReduceToBytes(ReadOnlySpan<ushort> samples, int maxValue, Span<byte> destination)
    {
        if (maxValue == 255)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                destination[i] = (byte)samples[i];
            }

            return;
        }

        for (int i = 0; i < samples.Length; i++)
        {
            destination[i] = ToByte(samples[i], maxValue);
        }
    }

    /// <summary>Takes samples of 1, 2, 4, 8 or 16 bits apart; the first lies in a byte's highest bits.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, int bits, bool littleEndian, Span<ushort> samples)
    {
        switch (bits)
        {
            case 8:
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = packed[i];
                }

                break;
            case 16:
                int high = littleEndian ? 1 : 0;
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = (ushort)(packed[2 * i + high] << 8 | packed[2 * i + 1 - high]);
                }

                break;
            default:
                int perByte = 8 / bits;
                int mask = (1 << bits) - 1;
                for (int i = 0; i < samples.Length; i++)
                {
                    int shift = 8 - bits - i % perByte * bits;
                    samples[i] = (ushort)(packed[i / perByte] >> shift & mask);
                }

                break;
        }
    }
}
