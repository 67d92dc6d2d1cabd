using BitMiracle.LibTiff.Classic;
using RetSam.Imaging.Skia.Tests.Pictures;

namespace RetSam.Imaging.Skia.Tests.Decoding;

public sealed class TiffTests
{
    private static readonly TestPicture Picture = TestPicture.Quadrants();

    public static TheoryData<Compression> Compressions =>
        [Compression.NONE, Compression.LZW, Compression.DEFLATE, Compression.ADOBE_DEFLATE, Compression.PACKBITS];

    private static TiffBuilder Rgb(Compression compression) => new() { Width = 48, Height = 40, Rows = Picture.Rgb, Compression = compression };

    [Theory]
    [MemberData(nameof(Compressions))]
    public void RGB_comes_back_exactly_from_strips_and_tiles_together_and_apart(Compression compression)
    {
        foreach (int tile in new[] { 0, 16, 32 })
        {
            foreach (bool separate in new[] { false, true })
            {
                foreach (bool bigEndian in new[] { false, true })
                {
                    byte[] file = new TiffBuilder
                    {
                        Width = 48, Height = 40, Rows = Picture.Rgb, Compression = compression, Tile = tile, IsSeparate = separate, BigEndian = bigEndian,
                    }.Build();
                    using FundusImage image = Decoded.From(file);
                    Picture.AssertShownBy(image);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void RGB_of_16_bits_is_reduced_to_8(Compression compression)
    {
        foreach (bool bigEndian in new[] { false, true })
        {
            foreach (int tile in new[] { 0, 16 })
            {
                // LibTiff takes 16-bit samples low byte first and writes them in the file's order.
                byte[] rows = [.. Picture.Rgb.SelectMany(v => new byte[] { v, v })];
                byte[] file = new TiffBuilder
                {
                    Width = 48, Height = 40, Rows = rows, Bits = 16, Compression = compression, Tile = tile, BigEndian = bigEndian, IsSeparate = bigEndian,
                }.Build();
                using FundusImage image = Decoded.From(file);
                Picture.AssertShownBy(image);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_high_byte_of_16_bits_is_told_from_the_low(bool bigEndian)
    {
        byte[] rows = [.. Enumerable.Range(0, 40 * 40).SelectMany(_ => new byte[] { 0x10, 0xC0 })];
        byte[] file = new TiffBuilder
        {
            Width = 40, Height = 40, Rows = rows, Bits = 16, Samples = 1, Photometric = Photometric.MINISBLACK, BigEndian = bigEndian,
        }.Build();
        using FundusImage image = Decoded.From(file);
        Assert.Equal((byte)Math.Round(0xC010 * 255.0 / 65535), image.Pixels[0]);
    }

    [Theory]
    [InlineData(0, Photometric.RGB)]
    [InlineData(16, Photometric.RGB)]
    [InlineData(0, Photometric.YCBCR)]
    [InlineData(16, Photometric.YCBCR)]
    public void JPEG_in_TIFF_comes_back_nearly(int tile, Photometric photometric)
    {
        byte[] file = new TiffBuilder
        {
            Width = 48, Height = 40, Rows = Picture.Rgb, Compression = Compression.JPEG, Tile = tile, Photometric = photometric,
        }.Build();
        using FundusImage image = Decoded.From(file);
        foreach ((int x, int y) in new[] { (4, 4), (43, 4), (4, 36), (43, 36), (34, 26) })
        {
            for (int c = 0; c < 3; c++)
            {
                int expected = Picture.Rgb[3 * (y * 48 + x) + c];
                Assert.InRange(image.GetRow(y)[3 * x + c], expected - 10, expected + 10);
            }
        }
    }

    [Theory]
    [InlineData(false, 0, false)]
    [InlineData(false, 16, true)]
    [InlineData(true, 0, true)]
    [InlineData(true, 16, false)]
    public void CMYK_is_light_left_by_ink_and_black(bool separate, int tile, bool wide)
    {
        byte[] inks = new byte[48 * 40 * 4];
        new Random(11).NextBytes(inks);
        byte[] file = new TiffBuilder
        {
            Width = 48, Height = 40, Rows = wide ? [.. inks.SelectMany(v => new[] { v, v })] : inks, Bits = wide ? 16 : 8,
            Samples = 4, Photometric = Photometric.SEPARATED, IsSeparate = separate, Tile = tile, Compression = Compression.LZW,
        }.Build();
        using FundusImage image = Decoded.From(file);
        byte[] expected = [.. inks.Chunk(4).SelectMany(p => p[..3].Select(ink => (byte)Math.Round((255 - ink) * (255 - p[3]) / 255.0)))];
        new TestPicture(48, 40, expected).AssertShownBy(image);
    }

    [Theory]
    [InlineData(Photometric.MINISBLACK, 8)]
    [InlineData(Photometric.MINISWHITE, 8)]
    [InlineData(Photometric.MINISBLACK, 4)]
    [InlineData(Photometric.MINISWHITE, 1)]
    [InlineData(Photometric.MINISBLACK, 2)]
    public void Gray_is_read_whichever_end_is_white(Photometric photometric, int bits)
    {
        int rowBytes = 48 * bits / 8;
        var rows = new byte[rowBytes * 40];
        new Random(13).NextBytes(rows);
        byte[] file = new TiffBuilder { Width = 48, Height = 40, Rows = rows, Samples = 1, Bits = bits, Photometric = photometric, Compression = Compression.PACKBITS }.Build();
        using FundusImage image = Decoded.From(file);
        int max = (1 << bits) - 1;
        byte[] expected = new byte[48 * 40 * 3];
        for (int i = 0; i < 48 * 40; i++)
        {
            int bit = i * bits;
            int value = rows[bit / 8] >> (8 - bits - bit % 8) & max;
            value = photometric == Photometric.MINISWHITE ? max - value : value;
            expected.AsSpan(3 * i, 3).Fill((byte)(value * 255 / max));
        }

        new TestPicture(48, 40, expected).AssertShownBy(image);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(4, 0)]
    [InlineData(8, 16)]
    public void A_palette_gives_its_colours(int bits, int tile)
    {
        var random = new Random(17);
        (byte, byte, byte)[] palette = [.. Enumerable.Range(0, 1 << bits).Select(_ => ((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)))];
        byte[] rows = new byte[48 * bits / 8 * 40];
        random.NextBytes(rows);
        byte[] file = new TiffBuilder { Width = 48, Height = 40, Rows = rows, Samples = 1, Bits = bits, Tile = tile, Photometric = Photometric.PALETTE, Palette = palette }.Build();
        using FundusImage image = Decoded.From(file);
        byte[] expected = new byte[48 * 40 * 3];
        for (int i = 0; i < 48 * 40; i++)
        {
            int value = rows[i * bits / 8] >> (8 - bits - i * bits % 8) & ((1 << bits) - 1);
            (expected[3 * i], expected[3 * i + 1], expected[3 * i + 2]) = palette[value];
        }

        new TestPicture(48, 40, expected).AssertShownBy(image);
    }

    [Theory]
    [InlineData(ExtraSample.UNASSALPHA, false)]
    [InlineData(ExtraSample.UNASSALPHA, true)]
    [InlineData(ExtraSample.ASSOCALPHA, false)]
    [InlineData(ExtraSample.ASSOCALPHA, true)]
    public void Straight_alpha_is_laid_over_black_and_premultiplied_is_there_already(ExtraSample kind, bool separate)
    {
        byte[] rgba = new byte[48 * 40 * 4];
        new Random(19).NextBytes(rgba);
        byte[] file = new TiffBuilder { Width = 48, Height = 40, Rows = rgba, Samples = 4, Extra = [kind], IsSeparate = separate }.Build();
        using FundusImage image = Decoded.From(file);
        byte[] expected = [.. rgba.Chunk(4).SelectMany(p => p[..3].Select(v => kind == ExtraSample.UNASSALPHA ? (byte)Math.Round(v * p[3] / 255.0) : v))];
        new TestPicture(48, 40, expected).AssertShownBy(image);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(2, 2, 0)]
    [InlineData(4, 2, 0)]
    [InlineData(2, 2, 1)]
    public void YCbCr_without_JPEG_comes_back_nearly_at_every_subsampling(int horizontal, int vertical, int bigEndian)
    {
        using FundusImage image = Decoded.From(YCbCrTiffBuilder.Build(Picture, horizontal, vertical, rowsPerStrip: 8, bigEndian == 1));
        Picture.AssertShownBy(image, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Every_orientation_is_turned_upright(int orientation)
    {
        foreach (int tile in new[] { 0, 16 })
        {
            using FundusImage stored = Decoded.From(Rgb(Compression.NONE).Build());
            using FundusImage upright = Decoded.From(new TiffBuilder
            {
                Width = 48, Height = 40, Rows = Picture.Rgb, Orientation = orientation, Tile = tile, IsSeparate = tile > 0,
            }.Build());
            OrientationOracle.AssertUpright(stored, upright, orientation);
        }
    }

    [Fact]
    public void Reading_a_damaged_file_writes_nothing_to_the_console()
    {
        byte[] file = Rgb(Compression.LZW).Build();
        for (int i = file.Length / 3; i < file.Length / 2; i++)
        {
            file[i] ^= 0x5A;
        }

        TextWriter error = Console.Error;
        TextWriter output = Console.Out;
        using var heard = new StringWriter();
        try
        {
            Console.SetError(heard);
            Console.SetOut(heard);
            try
            {
                Decoded.From(file).Dispose();
            }
            catch (FundusImageException)
            {
                // Damaged, and said to be.
            }
        }
        finally
        {
            Console.SetError(error);
            Console.SetOut(output);
        }

        Assert.Empty(heard.ToString());
    }

    [Fact]
    public void An_application_that_uses_LibTiff_itself_still_hears_of_its_own_files()
    {
        Decoded.From(Rgb(Compression.LZW).Build()).Dispose();
        TextWriter error = Console.Error;
        using var heard = new StringWriter();
        try
        {
            Console.SetError(heard);
            Tiff.Error("host", "a host's own message");
        }
        finally
        {
            Console.SetError(error);
        }

        Assert.Contains("a host's own message", heard.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void BigTIFF_is_read()
    {
        using FundusImage image = Decoded.From(BigTiffBuilder.Build(Picture));
        Picture.AssertShownBy(image);
    }
}
