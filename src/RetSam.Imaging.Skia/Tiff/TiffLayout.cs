using BitMiracle.LibTiff.Classic;

namespace RetSam.Imaging.Skia;

/// <summary>How a TIFF's first page stores its pixels, checked to be something that is read here, and to fit the file and the limits.</summary>
internal sealed class TiffLayout
{
    private const int MaxSamplesPerPixel = 8;

    // Larger tiles than this are no tiles any more; with it a tile's buffer stays below 64 MB for 16-bit RGB.
    private const long MaxTilePixels = 8 * 1024 * 1024;

    public TiffLayout(TiffDirectory directory, FundusImageDecodeOptions options, long fileLength)
    {
        long width = directory.Get(TiffTags.ImageWidth, 0);
        long height = directory.Get(TiffTags.ImageLength, 0);
        DecodeLimits.CheckSize(width, height, options);
        Width = (int)width;
        Height = (int)height;

        Compression = (Compression)directory.Get(TiffTags.Compression, 1);
        Photometric = (Photometric)directory.Get(TiffTags.Photometric, -1);
        SamplesPerPixel = (int)Math.Clamp(directory.Get(TiffTags.SamplesPerPixel, 1), 0, int.MaxValue);
        Bits = (int)Math.Clamp(directory.Get(TiffTags.BitsPerSample, 1), 0, int.MaxValue);
        IsSeparate = directory.Get(TiffTags.PlanarConfiguration, 1) == 2 && SamplesPerPixel > 1;
        OrientationNumber = (int)Math.Clamp(directory.Get(TiffTags.Orientation, 1), 0, 9);
        CheckSamples(directory);

        IsTiled = directory.Count(TiffTags.TileWidth) > 0;
        if (IsTiled)
        {
            long tileWidth = directory.Get(TiffTags.TileWidth, 0);
            long tileHeight = directory.Get(TiffTags.TileLength, 0);
            if (tileWidth < 1 || tileHeight < 1 || tileWidth > MaxTilePixels / tileHeight)
            {
                throw new FundusImageException($"The TIFF file's tiles are {tileWidth}x{tileHeight} pixels; at most {MaxTilePixels} pixels a tile are read.");
            }

            TileWidth = (int)tileWidth;
            TileHeight = (int)tileHeight;
        }

        RowsPerStrip = (int)Math.Clamp(directory.Get(TiffTags.RowsPerStrip, height), 1, height);
        HorizontalSubsampling = (int)directory.Get(TiffTags.YCbCrSubSampling, 2, 0);
        VerticalSubsampling = (int)directory.Get(TiffTags.YCbCrSubSampling, 2, 1);
        if (IsSubsampled && (HorizontalSubsampling is not (1 or 2 or 4) || VerticalSubsampling is not (1 or 2 or 4)))
        {
            throw new FundusImageException("The TIFF file stores YCbCr in a way that is not read: expected chroma at 1, 1/2 or 1/4.");
        }

        CheckBlocks(directory, options.MaxStrips, fileLength);
        Alpha = FindAlpha(directory);
        ColorMap = Photometric == Photometric.PALETTE ? ReadColorMap(directory) : null;
    }

    public int Width { get; }

    public int Height { get; }

    public int Bits { get; }

    public int SamplesPerPixel { get; }

    public bool IsSeparate { get; }

    public bool IsTiled { get; }

    public int TileWidth { get; }

    public int TileHeight { get; }

    public int RowsPerStrip { get; }

    public int OrientationNumber { get; }

    public Compression Compression { get; }

    public Photometric Photometric { get; }

    public int HorizontalSubsampling { get; }

    public int VerticalSubsampling { get; }

    /// <summary>The sample that is straight alpha, or -1. Premultiplied alpha needs nothing to be laid over black.</summary>
    public int Alpha { get; }

    /// <summary>Three bytes an index, for palettes.</summary>
    public byte[]? ColorMap { get; }

    /// <summary>Whether the samples are YCbCr when they come from the library; within JPEG the library turns them into RGB.</summary>
    public bool IsYCbCr => Photometric == Photometric.YCBCR && Compression != Compression.JPEG;

    /// <summary>Whether chroma is stored for blocks of pixels, so that there are no rows of whole pixels.</summary>
    public bool IsSubsampled => IsYCbCr && (HorizontalSubsampling != 1 || VerticalSubsampling != 1);

    /// <summary>Samples that lie together in a row as the library returns it.</summary>
    public int Interleaved => IsSeparate ? 1 : SamplesPerPixel;

    /// <summary>The samples that carry colour.</summary>
    public int ColorSamples => Photometric switch
    {
        Photometric.RGB or Photometric.YCBCR => 3,
        Photometric.SEPARATED => 4,
        _ => 1,
    };

    /// <summary>Whether the picture has one channel whose numbers can be read as they are stored.</summary>
    public bool IsOneChannel => ColorSamples == 1;

    private void CheckSamples(TiffDirectory directory)
    {
        if (Compression is not (Compression.NONE or Compression.LZW or Compression.JPEG or Compression.ADOBE_DEFLATE or Compression.DEFLATE or Compression.PACKBITS))
        {
            throw new FundusImageException($"The TIFF file's compression is {Compression}; read are none, LZW, deflate, PackBits and JPEG.");
        }

        if (Photometric is not (Photometric.MINISWHITE or Photometric.MINISBLACK or Photometric.RGB or Photometric.PALETTE or Photometric.SEPARATED or Photometric.YCBCR))
        {
            throw new FundusImageException($"The TIFF file's colours are {Photometric}; read are gray, RGB, palette, CMYK and YCbCr.");
        }

        if (SamplesPerPixel < ColorSamples || SamplesPerPixel > MaxSamplesPerPixel)
        {
            throw new FundusImageException($"The TIFF file has {SamplesPerPixel} samples a pixel; {Photometric} needs {ColorSamples} to {MaxSamplesPerPixel}.");
        }

        if (Photometric == Photometric.SEPARATED && directory.Get(TiffTags.InkSet, 1) != 1)
        {
            throw new FundusImageException("The TIFF file's inks are not CMYK.");
        }

        bool bitsAreRead = Bits is 8 or 16 || (Bits is 1 or 2 or 4 && ColorSamples == 1);
        for (long i = 1; i < Math.Min(directory.Count(TiffTags.BitsPerSample), SamplesPerPixel); i++)
        {
            bitsAreRead &= directory.Get(TiffTags.BitsPerSample, Bits, i) == Bits;
        }

        if (!bitsAreRead || directory.Get(TiffTags.SampleFormat, 1) is not (1 or 4))
        {
            throw new FundusImageException(
                $"The TIFF file's samples have {Bits} bits and sample format {directory.Get(TiffTags.SampleFormat, 1)}; read are unsigned integers of 8 or 16 bits, of 1, 2 or 4 for gray and palette.");
        }

        bool apart = IsSeparate && Photometric == Photometric.YCBCR;
        if (apart || (Photometric == Photometric.PALETTE && Bits == 16) || (IsYCbCr && Bits != 8) || (Compression == Compression.JPEG && Bits != 8))
        {
            throw new FundusImageException(
                $"The TIFF file stores {Photometric} in {Bits} bits{(apart ? " in separate planes" : string.Empty)} with compression {Compression}, which is not read.");
        }
    }

    /// <summary>The compressed pieces must exist in the number that the picture needs, and lie inside the file.</summary>
    private void CheckBlocks(TiffDirectory directory, int most, long fileLength)
    {
        long planes = IsSeparate ? SamplesPerPixel : 1;
        long across = IsTiled ? (Width + TileWidth - 1L) / TileWidth : 1;
        long down = IsTiled ? (Height + TileHeight - 1L) / TileHeight : (Height + RowsPerStrip - 1L) / RowsPerStrip;
        long needed = across * down * planes;
        if (needed > most)
        {
            throw new FundusImageException($"The TIFF file has {needed} strips or tiles; the limit is {most} (FundusImageDecodeOptions.MaxStrips).");
        }

        // What hangs over the picture's edge is decoded too: long thin tiles over a short wide picture would cost a thousandfold.
        long padded = IsTiled ? across * down * TileWidth * TileHeight : 0;
        if (padded > 4L * Width * Height + 2 * MaxTilePixels)
        {
            throw new FundusImageException($"The TIFF file's tiles of {TileWidth}x{TileHeight} pixels do not suit its {Width}x{Height} pixels: they would hold {padded}.");
        }

        (int offsets, int counts) = IsTiled ? (TiffTags.TileOffsets, TiffTags.TileByteCounts) : (TiffTags.StripOffsets, TiffTags.StripByteCounts);

        // Some writers put tiles under the tags of strips.
        offsets = directory.Count(offsets) > 0 ? offsets : TiffTags.StripOffsets;
        counts = directory.Count(counts) > 0 ? counts : TiffTags.StripByteCounts;
        if (directory.Count(offsets) < needed || (directory.Count(counts) is > 0 and long present && present < needed))
        {
            throw new FundusImageException($"The TIFF file is damaged: {needed} strips or tiles are needed, {directory.Count(offsets)} are listed.");
        }

        long total = 0;
        for (long i = 0; i < needed; i++)
        {
            long offset = directory.Get(offsets, -1, i);
            long count = directory.Get(counts, 0, i);
            if (offset < 0 || offset > fileLength || count < 0 || count > fileLength - offset)
            {
                throw new FundusImageException($"The TIFF file is truncated: strip or tile {i + 1} of {needed} ends after the file's {fileLength} bytes.");
            }

            total += count;
        }

        // Blocks may share bytes, but not so that a small file is read over and over.
        if (total > 4 * fileLength)
        {
            throw new FundusImageException($"The TIFF file is damaged: its strips or tiles claim {total} bytes together; the file has {fileLength}.");
        }
    }

    private int FindAlpha(TiffDirectory directory)
    {
        const int UnassociatedAlpha = 2;
        for (int i = 0; i < SamplesPerPixel - ColorSamples; i++)
        {
            if (directory.Get(TiffTags.ExtraSamples, 0, i) == UnassociatedAlpha)
            {
                return ColorSamples + i;
            }
        }

        return -1;
    }

    private byte[] ReadColorMap(TiffDirectory directory)
    {
        int size = 1 << Bits;
        if (directory.Count(TiffTags.ColorMap) < 3 * size)
        {
            throw new FundusImageException($"The TIFF file's palette has {directory.Count(TiffTags.ColorMap)} numbers; {Bits} bits need {3 * size}.");
        }

        var stored = new int[3 * size];
        for (int i = 0; i < stored.Length; i++)
        {
            stored[i] = (int)directory.Get(TiffTags.ColorMap, 0, i);
        }

        // The numbers are of 16 bits; some old writers meant 8 (libtiff tells them the same way).
        int maxValue = Array.Exists(stored, v => v > 255) ? 65535 : 255;
        var map = new byte[3 * size];
        for (int i = 0; i < size; i++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                map[3 * i + channel] = SampleDepth.ToByte(stored[channel * size + i], maxValue);
            }
        }

        return map;
    }
}
