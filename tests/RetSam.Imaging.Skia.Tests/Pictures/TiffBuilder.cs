using BitMiracle.LibTiff.Classic;

namespace RetSam.Imaging.Skia.Tests.Pictures;

/// <summary>Writes TIFFs with LibTiff, in every layout that the decoder reads.</summary>
internal sealed class TiffBuilder
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Packed rows, samples together; 16-bit samples low byte first.</summary>
    public required byte[] Rows { get; init; }

    public Photometric Photometric { get; init; } = Photometric.RGB;

    public Compression Compression { get; init; } = Compression.NONE;

    public int Bits { get; init; } = 8;

    public int Samples { get; init; } = 3;

    public bool IsSeparate { get; init; }

    /// <summary>The side of square tiles; 0 for strips.</summary>
    public int Tile { get; init; }

    public int RowsPerStrip { get; init; } = 7;

    public bool BigEndian { get; init; }

    public int Orientation { get; init; } = 1;

    public ExtraSample[]? Extra { get; init; }

    /// <summary>Red, green, blue of each palette entry, 0..255.</summary>
    public (byte Red, byte Green, byte Blue)[]? Palette { get; init; }

    private int BytesPerSample => Bits / 8;

    public byte[] Build()
    {
        using var memory = new MemoryStream();
        var target = new MemoryTarget(memory);
        using (Tiff tiff = Tiff.ClientOpen("test", BigEndian ? "wb" : "wl", target, target))
        {
            SetFields(tiff);
            if (Tile > 0)
            {
                WriteTiles(tiff);
            }
            else
            {
                WriteStrips(tiff);
            }

            Assert.True(tiff.WriteDirectory());
        }

        return memory.ToArray();
    }

    private void SetFields(Tiff tiff)
    {
        tiff.SetField(TiffTag.IMAGEWIDTH, Width);
        tiff.SetField(TiffTag.IMAGELENGTH, Height);
        tiff.SetField(TiffTag.BITSPERSAMPLE, Bits);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, Samples);
        tiff.SetField(TiffTag.PHOTOMETRIC, Photometric);
        tiff.SetField(TiffTag.COMPRESSION, Compression);
        tiff.SetField(TiffTag.PLANARCONFIG, IsSeparate ? PlanarConfig.SEPARATE : PlanarConfig.CONTIG);
        tiff.SetField(TiffTag.ORIENTATION, (BitMiracle.LibTiff.Classic.Orientation)Orientation);
        if (Compression == Compression.JPEG)
        {
            tiff.SetField(TiffTag.JPEGQUALITY, 95);
            if (Photometric == Photometric.YCBCR)
            {
                tiff.SetField(TiffTag.JPEGCOLORMODE, JpegColorMode.RGB);
            }
        }

        if (Extra is not null)
        {
            tiff.SetField(TiffTag.EXTRASAMPLES, Extra.Length, Extra.Select(e => (short)e).ToArray());
        }

        if (Palette is not null)
        {
            tiff.SetField(
                TiffTag.COLORMAP,
                Palette.Select(c => (short)(ushort)(c.Red * 257)).ToArray(),
                Palette.Select(c => (short)(ushort)(c.Green * 257)).ToArray(),
                Palette.Select(c => (short)(ushort)(c.Blue * 257)).ToArray());
        }

        if (Tile > 0)
        {
            tiff.SetField(TiffTag.TILEWIDTH, Tile);
            tiff.SetField(TiffTag.TILELENGTH, Tile);
        }
        else
        {
            tiff.SetField(TiffTag.ROWSPERSTRIP, Compression == Compression.JPEG ? 16 : RowsPerStrip);
        }
    }

    private void WriteStrips(Tiff tiff)
    {
        int rowBytes = Rows.Length / Height;
        for (int plane = 0; plane < (IsSeparate ? Samples : 1); plane++)
        {
            for (int y = 0; y < Height; y++)
            {
                byte[] row = Rows[(y * rowBytes)..((y + 1) * rowBytes)];
                Assert.True(tiff.WriteScanline(IsSeparate ? Pick(row, plane) : row, y, (short)plane));
            }
        }
    }

    private void WriteTiles(Tiff tiff)
    {
        int pixelBytes = Samples * BytesPerSample;
        for (int plane = 0; plane < (IsSeparate ? Samples : 1); plane++)
        {
            for (int top = 0; top < Height; top += Tile)
            {
                for (int left = 0; left < Width; left += Tile)
                {
                    var tile = new byte[Tile * Tile * pixelBytes];
                    for (int y = top; y < Math.Min(Height, top + Tile); y++)
                    {
                        int count = (Math.Min(Width, left + Tile) - left) * pixelBytes;
                        Array.Copy(Rows, (y * Width + left) * pixelBytes, tile, (y - top) * Tile * pixelBytes, count);
                    }

                    Assert.True(tiff.WriteTile(IsSeparate ? Pick(tile, plane) : tile, left, top, 0, (short)plane) > 0);
                }
            }
        }
    }

    private byte[] Pick(byte[] together, int plane)
        => [.. together.Chunk(BytesPerSample).Where((_, i) => i % Samples == plane).SelectMany(sample => sample)];

    private sealed class MemoryTarget(MemoryStream memory) : TiffStream
    {
        public override int Read(object clientData, byte[] buffer, int offset, int count) => memory.Read(buffer, offset, count);

        public override void Write(object clientData, byte[] buffer, int offset, int count) => memory.Write(buffer, offset, count);

        public override long Seek(object clientData, long offset, SeekOrigin origin) => offset == -1 ? -1 : memory.Seek(offset, origin);

        public override void Close(object clientData)
        {
        }

        public override long Size(object clientData) => memory.Length;
    }
}
