using System.Buffers;

namespace RetSam.Imaging.Skia;

/// <summary>Tells a file's format by its first bytes; file names say nothing reliable.</summary>
internal static class FormatSniffer
{
    /// <summary>How many first bytes the sniffer wants to see, where the file has them.</summary>
    public const int HeadLength = 256;

    private const string Readable = "JPEG, PNG, WebP, BMP, GIF, TIFF, PPM or PGM";

    private static readonly SearchValues<byte> TextBytes = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x5F).Select(i => (byte)i), (byte)'\t', (byte)'\r', (byte)'\n', .. Enumerable.Range(0xC2, 0x33).Select(i => (byte)i), .. Enumerable.Range(0x80, 0x40).Select(i => (byte)i)]);

    /// <summary>The format of a file that begins with these bytes.</summary>
    /// <exception cref="FundusImageException">It is none that can be read; the message names what it looks like.</exception>
    public static ImageFileFormat Sniff(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            throw new FundusImageException($"The file is empty (0 bytes); expected a {Readable} image.");
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return ImageFileFormat.Jpeg;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return ImageFileFormat.Png;
        }

        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8))
        {
            return ImageFileFormat.WebP;
        }

        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return ImageFileFormat.Gif;
        }

        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8))
        {
            return ImageFileFormat.Tiff;
        }

        if (head.Length >= 3 && head[0] == 'P' && head[1] is (byte)'2' or (byte)'3' or (byte)'5' or (byte)'6' && IsSpace(head[2]))
        {
            return ImageFileFormat.Netpbm;
        }

        // "BM" alone begins many a text; a bitmap's reserved words at offset 6 are zero and its header says its own length.
        if (head.Length >= 18 && head.StartsWith("BM"u8) && head[14] is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124 && head[15] == 0)
        {
            return ImageFileFormat.Bmp;
        }

        throw new FundusImageException($"{Describe(head)} Expected a {Readable} image.");
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'#';

    private static string Describe(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 132 && head[128..].StartsWith("DICM"u8))
        {
            return "This is a DICOM file: take its frame with a DICOM toolkit and hand the pixels to FundusImage.FromPixels.";
        }

        if (head.Length >= 12 && head[4..].StartsWith("ftyp"u8))
        {
            return "This is an ISO media file (HEIC, AVIF or a video): convert it to PNG or JPEG first.";
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'j', (byte)'P']) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]))
        {
            return "This is a JPEG 2000 file: convert it to PNG or TIFF first.";
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L']))
        {
            return "This is a JPEG XL file: convert it to PNG or JPEG first.";
        }

        if (head.Length >= 3 && head[0] == 'P' && head[1] is (byte)'1' or (byte)'4' or (byte)'7' && IsSpace(head[2]))
        {
            return "This is a bitmap or PAM file of the Netpbm family: of that family only P2, P3, P5 and P6 are read.";
        }

        string name = head switch
        {
            _ when head.StartsWith("%PDF"u8) => "a PDF document",
            _ when head.StartsWith("PK\x03\x04"u8) => "a zip archive",
            _ when head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) => "a gzip archive",
            _ when head.StartsWith("8BPS"u8) => "a Photoshop document",
            _ when head.IndexOfAnyExcept(TextBytes) < 0 => "text",
            _ when head.IndexOfAnyExcept((byte)0) < 0 => "a file that begins with zeros only",
            _ => $"no image in a known format (it begins with {Convert.ToHexString(head[..Math.Min(8, head.Length)])})",
        };
        return $"This is {name}.";
    }
}
