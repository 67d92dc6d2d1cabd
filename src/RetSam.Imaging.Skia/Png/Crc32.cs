namespace RetSam.Imaging.Skia;

/// <summary>The CRC of PNG chunks (ISO/IEC 15948, annex D), by table.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Shift((uint)i, 8))];

    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The CRC of bytes that come after others of known CRC.</summary>
    public static uint Append(uint before, ReadOnlySpan<byte> bytes)
    {
        uint crc = ~before;
        foreach (byte value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ crc >> 8;
        }

        return ~crc;
    }

    private static uint Shift(uint value, int times)
    {
        for (int i = 0; i < times; i++)
        {
            value = (value & 1) != 0 ? 0xEDB88320u ^ value >> 1 : value >> 1;
        }

        return value;
    }
}
