using BitMiracle.LibTiff.Classic;

namespace RetSam.Imaging.Skia;

/// <summary>Decodes a TIFF's first page into RGB, or into its stored numbers.</summary>
internal static class TiffDecoder
{
    // The image, and at the most one strip or tile that is all of the picture again.
    private const int BytesPerPixel = 6;

    public static FundusImage Decode(EncodedBytes bytes, FundusImageDecodeOptions options, CancellationToken cancellationToken)
        => TiffPage.Read(bytes, options, page =>
        {
            DecodeLimits.CheckCost(page.Layout.Width, page.Layout.Height, BytesPerPixel, bytes.Length, options);
            var orientation = new Orientation(page.Layout.OrientationNumber, page.Layout.Width, page.Layout.Height);
            return FundusImage.Create(orientation.Width, orientation.Height, (page, orientation, cancellationToken), WritePixels, options.Metadata);
        });

    /// <summary>Reads gray values or palette indices as they are stored; <see langword="null"/> when the file is in colour.</summary>
    public static StoredRaster? ReadStored(EncodedBytes bytes, FundusImageDecodeOptions options, CancellationToken cancellationToken)
        => TiffPage.Read(bytes, options, page => page.Layout.IsOneChannel ? ReadStored(page, cancellationToken) : null);

    private static StoredRaster ReadStored(TiffPage page, CancellationToken cancellationToken)
    {
        TiffLayout layout = page.Layout;
        var orientation = new Orientation(layout.OrientationNumber, layout.Width, layout.Height);
        byte[]? palette = layout.ColorMap?.Chunk(3).Select(colour => colour.Max()).ToArray();
        var raster = new StoredRaster(orientation.Width, orientation.Height, (1 << layout.Bits) - 1, palette)
        {
            ZeroIsWhite = layout.Photometric == Photometric.MINISWHITE,
        };
        try
        {
            using var rows = new StoredRows(layout, orientation, raster);
            StoredRows target = rows;
            page.ReadRows(0, ref target, cancellationToken);
            return raster;
        }
        catch
        {
            raster.Dispose();
            throw;
        }
    }

    private static void WritePixels(Span<byte> pixels, (TiffPage Page, Orientation Orientation, CancellationToken CancellationToken) state)
    {
        TiffLayout layout = state.Page.Layout;
        var canvas = new PixelCanvas(pixels, state.Orientation);
        if (layout.IsSubsampled)
        {
            state.Page.WriteSubsampled(canvas, state.CancellationToken);
            return;
        }

        var rows = new RgbRows(layout, canvas);
        try
        {
            // Planes that lie apart are laid onto each other: colours first, then black ink or alpha takes its part away.
            int planes = layout.IsSeparate ? Math.Max(layout.ColorSamples, layout.Alpha + 1) : 1;
            for (int plane = 0; plane < planes; plane++)
            {
                if (plane < layout.ColorSamples || plane == layout.Alpha)
                {
                    state.Page.ReadRows(plane, ref rows, state.CancellationToken);
                }
            }
        }
        finally
        {
            rows.Dispose();
        }
    }
}
