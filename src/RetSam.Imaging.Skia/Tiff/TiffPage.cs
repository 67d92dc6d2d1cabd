using System.Buffers;
using BitMiracle.LibTiff.Classic;

namespace RetSam.Imaging.Skia;

/// <summary>The first page of an open TIFF: hands its rows out, whatever they are compressed with and cut into.</summary>
internal sealed class TiffPage : IDisposable
{
    private readonly Tiff _tiff;
    private readonly TiffMessages _messages;

    private TiffPage(Tiff tiff, TiffMessages messages, TiffLayout layout)
    {
        _tiff = tiff;
        _messages = messages;
        Layout = layout;
    }

    public TiffLayout Layout { get; }

    /// <summary>Opens a file, checks it, lets something read it, and closes it. Whatever fails, but for want of memory, is a <see cref="FundusImageException"/>.</summary>
    public static TResult Read<TResult>(EncodedBytes bytes, FundusImageDecodeOptions options, Func<TiffPage, TResult> read)
    {
        TiffDirectory directory = TiffDirectory.Read(new ReadOnlyMemory<byte>(bytes.Array, bytes.Offset, bytes.Length));
        var layout = new TiffLayout(directory, options, bytes.Length);
        TiffMessages messages = TiffMessages.Listen();
        try
        {
            using Tiff tiff = Tiff.ClientOpen("image", "r", new object(), new TiffMemory(bytes))
                ?? throw Damaged(messages);
            using var page = new TiffPage(tiff, messages, layout);
            return read(page);
        }
        catch (Exception e) when (e is not (FundusImageException or OperationCanceledException or OutOfMemoryException))
        {
            // The library meets damaged data with whatever its arrays throw.
            throw Damaged(messages, e);
        }
        finally
        {
            TiffMessages.StopListening();
        }
    }

    /// <summary>Hands out every row of one plane, or of all when they lie together.</summary>
    public void ReadRows<TRows>(int plane, ref TRows rows, CancellationToken cancellationToken)
        where TRows : ITiffRows, allows ref struct
    {
        if (Layout.Compression == Compression.JPEG && Layout.Photometric == Photometric.YCBCR)
        {
            _tiff.SetField(TiffTag.JPEGCOLORMODE, JpegColorMode.RGB);
        }

        if (Layout.IsTiled)
        {
            ReadTiles(plane, ref rows, cancellationToken);
        }
        else
        {
            ReadStrips(plane, ref rows, cancellationToken);
        }
    }

    /// <summary>Lays chroma-subsampled data onto a canvas, strip by strip or tile by tile.</summary>
    public void WriteSubsampled(PixelCanvas canvas, CancellationToken cancellationToken)
    {
        int blockWidth = Layout.IsTiled ? Layout.TileWidth : Layout.Width;
        int blockHeight = Layout.IsTiled ? Layout.TileHeight : Layout.RowsPerStrip;
        int horizontal = Layout.HorizontalSubsampling;
        int vertical = Layout.VerticalSubsampling;
        using var block = new PooledBytes(YCbCrBlock.SizeOf(blockWidth, blockHeight, horizontal, vertical));
        using var rgb = new PooledBytes(3L * blockWidth);
        int index = 0;
        for (int y = 0; y < Layout.Height; y += blockHeight)
        {
            for (int x = 0; x < Layout.Width; x += blockWidth, index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int rows = Math.Min(blockHeight, Layout.Height - y);
                int wanted = (int)YCbCrBlock.SizeOf(blockWidth, Layout.IsTiled ? blockHeight : rows, horizontal, vertical);
                block.Span.Clear();
                int read = Layout.IsTiled
                    ? _tiff.ReadEncodedTile(index, block.Array, 0, wanted)
                    : _tiff.ReadEncodedStrip(index, block.Array, 0, wanted);
                if (read < wanted)
                {
                    throw Damaged(_messages);
                }

                Span<byte> row = rgb.Span[..(3 * Math.Min(blockWidth, Layout.Width - x))];
                for (int line = 0; line < rows; line++)
                {
                    YCbCrBlock.RowToRgb(block.Span, blockWidth, line, horizontal, vertical, row);
                    canvas.WriteRgb(x, y + line, row);
                }
            }
        }
    }

    public void Dispose() => _tiff.Close();

    private void ReadStrips<TRows>(int plane, ref TRows rows, CancellationToken cancellationToken)
        where TRows : ITiffRows, allows ref struct
    {
        int rowBytes = RowBytes(Layout.Width);
        if (_tiff.ScanlineSize() != rowBytes)
        {
            throw Damaged(_messages);
        }

        byte[] row = ArrayPool<byte>.Shared.Rent(rowBytes);
        try
        {
            for (int y = 0; y < Layout.Height; y++)
            {
                if ((y & 63) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                // LZW data that end early leave the rest of a row as it was, and say nothing: it must not be what another picture left.
                row.AsSpan(0, rowBytes).Clear();
                if (!_tiff.ReadScanline(row, 0, y, (short)plane))
                {
                    throw new FundusImageException($"The TIFF file is truncated or damaged: it breaks off after {y} of {Layout.Height} rows.{Said(_messages)}");
                }

                rows.Write(plane, 0, y, Layout.Width, row.AsSpan(0, rowBytes));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(row);
        }
    }

    private void ReadTiles<TRows>(int plane, ref TRows rows, CancellationToken cancellationToken)
        where TRows : ITiffRows, allows ref struct
    {
        int rowBytes = RowBytes(Layout.TileWidth);
        int tileBytes = checked(rowBytes * Layout.TileHeight);
        if (_tiff.TileSize() != tileBytes)
        {
            throw Damaged(_messages);
        }

        byte[] tile = ArrayPool<byte>.Shared.Rent(tileBytes);
        try
        {
            for (int y = 0; y < Layout.Height; y += Layout.TileHeight)
            {
                for (int x = 0; x < Layout.Width; x += Layout.TileWidth)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    tile.AsSpan(0, tileBytes).Clear();
                    if (_tiff.ReadTile(tile, 0, x, y, 0, (short)plane) < tileBytes)
                    {
                        throw new FundusImageException($"The TIFF file is truncated or damaged: the tile at ({x}, {y}) cannot be decoded.{Said(_messages)}");
                    }

                    int columns = Math.Min(Layout.TileWidth, Layout.Width - x);
                    int lines = Math.Min(Layout.TileHeight, Layout.Height - y);
                    for (int line = 0; line < lines; line++)
                    {
                        rows.Write(plane, x, y + line, columns, tile.AsSpan(line * rowBytes, rowBytes));
                    }
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(tile);
        }
    }

    private int RowBytes(int columns) => (int)(((long)columns * Layout.Interleaved * Layout.Bits + 7) / 8);

    private static FundusImageException Damaged(TiffMessages messages, Exception? inner = null)
        => new($"The TIFF file is damaged: its pixels cannot be decoded.{Said(messages)}", inner);

    private static string Said(TiffMessages messages) => messages.FirstError is { } error ? $" ({error})" : string.Empty;
}
