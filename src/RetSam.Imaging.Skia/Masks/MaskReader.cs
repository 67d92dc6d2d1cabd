using System.Buffers;

namespace RetSam.Imaging.Skia;

/// <summary>
/// Reads masks and label maps that people or other programs have drawn, in any format of <see cref="SkiaFundusImageCodec"/>. Instances
/// are immutable and may be used from any number of threads.
/// </summary>
public sealed class MaskReader
{
    // Masks of 0/1, and of 0/1/2/3 where each class counts as drawn, come out of many programs; anything brighter was meant to be seen.
    private const int LargestSmallValue = 3;

    /// <summary>A reader with the default limits and threshold.</summary>
    public static MaskReader Default { get; } = new();

    /// <summary>Limits on the file. The same hold as for photographs, but for <see cref="FundusImageDecodeOptions.MaxPixelsPerByte"/>.</summary>
    public FundusImageDecodeOptions Limits { get; init; } = FundusImageDecodeOptions.Default;

    /// <summary>The smallest brightness, 1 to 255, that sets a pixel; the brightness is the largest of the three channels. Default 128.</summary>
    public byte Threshold { get; init; } = 128;

    /// <summary>
    /// Reads a mask: a pixel is set when the brightest of its channels is at least <see cref="Threshold"/>. Where no stored value of a
    /// lossless file is above 3, the file is a 0/1 mask (or a map of few labels), and every pixel that is not 0 is set. Palette images
    /// count by their colours, not their indices; transparent pixels are black.
    /// </summary>
    /// <param name="stream">The encoded file; it need not be seekable and is left open.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <returns>The mask, the caller's to dispose; an empty one when the file is black.</returns>
    /// <exception cref="FundusImageException">
    /// The file cannot be read; or it is neither black nor does any pixel reach the threshold, which would silently read as "nothing was drawn".
    /// </exception>
    public BinaryMask ReadMask(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using EncodedBytes bytes = EncodedBytes.Read(stream, Limits.MaxEncodedBytes, cancellationToken);
        using StoredRaster? stored = ReadStored(bytes, cancellationToken);
        if (stored is not null)
        {
            return ToMask(stored);
        }

        using FundusImage image = Decode(bytes, cancellationToken);
        return ToMask(image, isLossy: bytes.Format is ImageFileFormat.Jpeg or ImageFileFormat.WebP);
    }

    /// <summary>Reads a mask from a file; see <see cref="ReadMask(Stream, CancellationToken)"/>.</summary>
    /// <exception cref="FundusImageException">The file cannot be read as a mask.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public BinaryMask ReadMask(string path, CancellationToken cancellationToken = default)
    {
        using FileStream stream = Open(path, cancellationToken);
        return ReadMask(stream, cancellationToken);
    }

    /// <summary>
    /// Reads labels exactly as the file stores them: the gray value of a gray image, unscaled whatever its bit depth; the index, not the
    /// colour, of a palette image (PNG and TIFF); the common value of an RGB image whose three channels are the same everywhere. GIF and
    /// BMP palettes are read as colours.
    /// </summary>
    /// <param name="stream">The encoded file; it need not be seekable and is left open.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <returns>The labels, the caller's to dispose.</returns>
    /// <exception cref="FundusImageException">The file cannot be read, is in colour, is lossy, or holds a value above 255.</exception>
    public LabelMap ReadLabels(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using EncodedBytes bytes = EncodedBytes.Read(stream, Limits.MaxEncodedBytes, cancellationToken);
        return ReadLabels(bytes, cancellationToken);
    }

    /// <summary>Reads labels from a file; see <see cref="ReadLabels(Stream, CancellationToken)"/>.</summary>
    /// <exception cref="FundusImageException">The file cannot be read as labels.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public LabelMap ReadLabels(string path, CancellationToken cancellationToken = default)
    {
        using FileStream stream = Open(path, cancellationToken);
        return ReadLabels(stream, cancellationToken);
    }

    /// <summary>
    /// Reads an artery-vein annotation, whichever way it is stored, as labels: 0 background, 1 artery, 2 vein, 3 both (crossing),
    /// 255 vessel of unknown kind. Either the file holds these numbers (gray values or palette indices), or it is painted in the colours
    /// of the published data sets: black, red artery, blue vein, green both, white unknown. A palette file is read by its colours when
    /// they are these, else by its indices.
    /// </summary>
    /// <param name="stream">The encoded file; it need not be seekable and is left open.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <returns>The labels, the caller's to dispose.</returns>
    /// <exception cref="FundusImageException">The file cannot be read, is lossy, or holds a number or a colour that is none of these.</exception>
    public LabelMap ReadArteryVein(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using EncodedBytes bytes = EncodedBytes.Read(stream, Limits.MaxEncodedBytes, cancellationToken);
        if (bytes.Format == ImageFileFormat.Jpeg)
        {
            throw LabelsInJpeg();
        }

        using FundusImage image = Decode(bytes, cancellationToken);
        return ArteryVeinColours.AreIn(image)
            ? ArteryVeinColours.ToLabels(image)
            : ArteryVeinColours.Checked(ReadLabels(bytes, cancellationToken));
    }

    /// <summary>Reads an artery-vein annotation from a file; see <see cref="ReadArteryVein(Stream, CancellationToken)"/>.</summary>
    /// <exception cref="FundusImageException">The file cannot be read as an artery-vein annotation.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public LabelMap ReadArteryVein(string path, CancellationToken cancellationToken = default)
    {
        using FileStream stream = Open(path, cancellationToken);
        return ReadArteryVein(stream, cancellationToken);
    }

    private static FileStream Open(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return FundusImageFile.OpenRead(path);
    }

    private LabelMap ReadLabels(EncodedBytes bytes, CancellationToken cancellationToken)
    {
        if (bytes.Format == ImageFileFormat.Jpeg)
        {
            throw LabelsInJpeg();
        }

        using StoredRaster? stored = ReadStored(bytes, cancellationToken);
        if (stored is not null)
        {
            return ToLabels(stored);
        }

        using FundusImage image = Decode(bytes, cancellationToken);
        return ToLabels(image);
    }

    private static FundusImageException LabelsInJpeg()
        => new("Labels cannot be read from a JPEG: its compression changes them. Save them as PNG.");

    private StoredRaster? ReadStored(EncodedBytes bytes, CancellationToken cancellationToken)
        => DecodeLimits.InTime(Limits, inTime => bytes.Format switch
        {
            ImageFileFormat.Png => StoredPngReader.Read(bytes, Limits, inTime),
            ImageFileFormat.Tiff => TiffDecoder.ReadStored(bytes, Limits, inTime),
            ImageFileFormat.Netpbm => NetpbmReader.ReadStored(bytes, Limits, inTime),
            _ => null,
        }, cancellationToken);

    /// <summary>A picture in colours. It may be one colour all over: pixels a byte are not asked.</summary>
    private FundusImage Decode(EncodedBytes bytes, CancellationToken cancellationToken)
        => SkiaFundusImageCodec.Decode(bytes, Limits with { MaxPixelsPerByte = long.MaxValue }, cancellationToken);

    private BinaryMask ToMask(StoredRaster raster)
    {
        // The brightness of each stored value: that of its palette colour, or the value itself.
        var brightness = new ushort[raster.MaxValue + 1];
        for (int value = 0; value < brightness.Length; value++)
        {
            brightness[value] = (ushort)(raster.Palette is { } palette
                ? value < palette.Length ? palette[value] : 0
                : raster.ZeroIsWhite ? raster.MaxValue - value : value);
        }

        using var bits = new MaskBits(raster.Width, raster.Height, raster.Palette is null ? raster.MaxValue : 255, Threshold);
        for (int y = 0; y < raster.Height; y++)
        {
            Span<ushort> row = raster.GetRow(y);
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = brightness[row[x]];
            }

            bits.AddRow(y, row);
        }

        return bits.Finish(LargestSmallValue);
    }

    private BinaryMask ToMask(FundusImage image, bool isLossy)
    {
        using var bits = new MaskBits(image.Width, image.Height, 255, Threshold);
        ushort[] rented = ArrayPool<ushort>.Shared.Rent(image.Width);
        Span<ushort> levels = rented.AsSpan(0, image.Width);
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.GetRow(y);
            for (int x = 0, i = 0; x < levels.Length; x++, i += 3)
            {
                levels[x] = Math.Max(Math.Max(row[i], row[i + 1]), row[i + 2]);
            }

            bits.AddRow(y, levels);
        }

        ArrayPool<ushort>.Shared.Return(rented);

        // Lossy compression leaves ones and twos where there was nothing: there they are no labels.
        return bits.Finish(isLossy ? 0 : LargestSmallValue);
    }

    private static LabelMap ToLabels(StoredRaster raster)
    {
        var map = new LabelMap(raster.Width, raster.Height);
        ReadOnlySpan<ushort> values = raster.Values;
        Span<byte> labels = map.Labels;
        int tooLarge = values.IndexOfAnyExceptInRange((ushort)0, (ushort)255);
        if (tooLarge >= 0)
        {
            map.Dispose();
            throw new FundusImageException($"The label map holds {values[tooLarge]}; labels are 0 to 255.");
        }

        for (int i = 0; i < values.Length; i++)
        {
            labels[i] = (byte)values[i];
        }

        return map;
    }

    private static LabelMap ToLabels(FundusImage image)
    {
        var map = new LabelMap(image.Width, image.Height);
        ReadOnlySpan<byte> pixels = image.Pixels;
        Span<byte> labels = map.Labels;
        for (int i = 0, o = 0; i < labels.Length; i++, o += 3)
        {
            if (pixels[o] != pixels[o + 1] || pixels[o] != pixels[o + 2])
            {
                map.Dispose();
                throw new FundusImageException(
                    $"The label map is in colour (pixel {i % image.Width}, {i / image.Width} is {pixels[o]}, {pixels[o + 1]}, {pixels[o + 2]}); expected gray values or palette indices.");
            }

            labels[i] = pixels[o];
        }

        return map;
    }
}
