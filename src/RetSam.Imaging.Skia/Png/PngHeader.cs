using System.Buffers.Binary;

namespace RetSam.Imaging.Skia;

/// <summary>A PNG's header chunk (ISO/IEC 15948, 11.2.2).</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColorType ColorType, bool IsInterlaced)
{
    public const int SignatureLength = 8;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public int Channels => ColorType == PngColorType.GrayAlpha ? 2 : 1;

    /// <summary>Reads the header of a gray or palette PNG; <see langword="null"/> when the file is in colour.</summary>
    public static PngHeader? ReadOneChannel(ReadOnlySpan<byte> file)
    {
        if (file.Length < 33 || !file[12..].StartsWith("IHDR"u8))
        {
            throw new FundusImageException("The PNG file is truncated or damaged: it has no header.");
        }

        ReadOnlySpan<byte> data = file.Slice(16, 13);
        if (data[9] is not ((byte)PngColorType.Gray or (byte)PngColorType.Palette or (byte)PngColorType.GrayAlpha))
        {
            return null;
        }

        var type = (PngColorType)data[9];
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        bool depthIsKnown = type switch
        {
            PngColorType.Gray => data[8] is 1 or 2 or 4 or 8 or 16,
            PngColorType.Palette => data[8] is 1 or 2 or 4 or 8,
            _ => data[8] is 8 or 16,
        };
        if (!depthIsKnown || data[10] != 0 || data[11] != 0 || data[12] > 1 || width > int.MaxValue || height > int.MaxValue)
        {
            throw new FundusImageException("The PNG file is damaged: its header holds values that PNG does not know.");
        }

        return new PngHeader((int)width, (int)height, data[8], type, data[12] == 1);
    }
}
