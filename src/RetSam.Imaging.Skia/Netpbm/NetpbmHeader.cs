namespace RetSam.Imaging.Skia;

/// <summary>The header of a PGM or PPM file (netpbm.sourceforge.net/doc/ppm.html): magic, width, height, largest value.</summary>
internal readonly record struct NetpbmHeader(bool IsColour, bool IsText, int Width, int Height, int MaxValue)
{
    public int Channels => IsColour ? 3 : 1;

    public int BytesPerSample => MaxValue > 255 ? 2 : 1;

    /// <summary>Reads the header; the tokens then stand on the first sample.</summary>
    public static NetpbmHeader Read(ref NetpbmTokens tokens)
    {
        byte kind = tokens.Take(2)[1];
        int width = tokens.NextNumber("width");
        int height = tokens.NextNumber("height");
        int maxValue = tokens.NextNumber("largest value");
        if (maxValue is < 1 or > 65535)
        {
            throw new FundusImageException($"The PPM/PGM file's largest value is {maxValue}; it must be 1 to 65535.");
        }

        bool text = kind is (byte)'2' or (byte)'3';
        if (!text)
        {
            // One white space parts the header from binary samples.
            tokens.Take(1);
        }

        return new NetpbmHeader(kind is (byte)'3' or (byte)'6', text, width, height, maxValue);
    }
}
