namespace RetSam.Imaging.Skia;

/// <summary>
/// Writes masks and label maps as PNG, in the size of the photograph. Thread-safe as long as nobody writes to the mask meanwhile.
/// Nothing is allocated per pixel: rows are packed into one rented buffer and deflated as they come.
/// </summary>
public static class MaskWriter
{
    // Reverses the bits of a byte: a mask's first column is its word's lowest bit, a PNG's its byte's highest.
    private static readonly byte[] Reversed = [.. Enumerable.Range(0, 256).Select(ReverseBits)];

    /// <summary>Writes a mask as 8-bit gray, 0 and 255: what every program reads.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="stream">Where the file goes; left open.</param>
    public static void WritePng(BinaryMask mask, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new PngWriter(stream, mask.Width, mask.Height, bitDepth: 8, palette: default);
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> words = mask.GetRow(y);
            Span<byte> row = writer.Row;
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = (byte)-(int)(words[x >> 6] >> (x & 63) & 1);
            }

            writer.WriteRow();
        }

        writer.Finish();
    }

    /// <summary>Writes a mask as 8-bit gray to a file, replacing it; see <see cref="WritePng(BinaryMask, Stream)"/>.</summary>
    public static void WritePng(BinaryMask mask, string path)
    {
        ArgumentNullException.ThrowIfNull(mask);
        using FileStream stream = File.Create(path);
        WritePng(mask, stream);
    }

    /// <summary>Writes a mask as gray of one bit a pixel: the smallest, and read by every PNG reader that keeps to the standard.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="stream">Where the file goes; left open.</param>
    public static void WriteOneBitPng(BinaryMask mask, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new PngWriter(stream, mask.Width, mask.Height, bitDepth: 1, palette: default);
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> words = mask.GetRow(y);
            Span<byte> row = writer.Row;
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = Reversed[(byte)(words[i >> 3] >> ((i & 7) * 8))];
            }

            writer.WriteRow();
        }

        writer.Finish();
    }

    /// <summary>Writes a mask as gray of one bit a pixel to a file, replacing it; see <see cref="WriteOneBitPng(BinaryMask, Stream)"/>.</summary>
    public static void WriteOneBitPng(BinaryMask mask, string path)
    {
        ArgumentNullException.ThrowIfNull(mask);
        using FileStream stream = File.Create(path);
        WriteOneBitPng(mask, stream);
    }

    /// <summary>
    /// Writes a label map as a palette PNG of 8 bits: viewers show the colours, and <see cref="MaskReader"/>, like every reader that
    /// keeps the index, gets the labels back as they are.
    /// </summary>
    /// <param name="labels">The labels.</param>
    /// <param name="stream">Where the file goes; left open.</param>
    /// <param name="colours">The colour of each label, 1 to 256 of them; every label in the map must have one.</param>
    /// <exception cref="ArgumentException">There are no colours, more than 256, or fewer than the largest label needs.</exception>
    public static void WriteIndexedPng(LabelMap labels, Stream stream, ReadOnlySpan<RgbColor> colours)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(stream);
        if (colours.Length is < 1 or > 256)
        {
            throw new ArgumentException($"A palette holds 1 to 256 colours; {colours.Length} were given.", nameof(colours));
        }

        if (colours.Length < 256)
        {
            int first = labels.Labels.IndexOfAnyInRange((byte)colours.Length, byte.MaxValue);
            if (first >= 0)
            {
                throw new ArgumentException($"The label {labels.Labels[first]} has no colour; {colours.Length} were given.", nameof(colours));
            }
        }

        using var writer = new PngWriter(stream, labels.Width, labels.Height, bitDepth: 8, colours);
        for (int y = 0; y < labels.Height; y++)
        {
            labels.Labels.Slice(y * labels.Width, labels.Width).CopyTo(writer.Row);
            writer.WriteRow();
        }

        writer.Finish();
    }

    /// <summary>Writes a label map to a file, replacing it; see <see cref="WriteIndexedPng(LabelMap, Stream, ReadOnlySpan{RgbColor})"/>.</summary>
    /// <exception cref="ArgumentException">There are no colours, more than 256, or fewer than the largest label needs.</exception>
    public static void WriteIndexedPng(LabelMap labels, string path, ReadOnlySpan<RgbColor> colours)
    {
        ArgumentNullException.ThrowIfNull(labels);
        using FileStream stream = File.Create(path);
        WriteIndexedPng(labels, stream, colours);
    }

    private static byte ReverseBits(int value)
    {
        int reversed = 0;
        for (int bit = 0; bit < 8; bit++)
        {
            reversed |= (value >> bit & 1) << (7 - bit);
        }

        return (byte)reversed;
    }
}
