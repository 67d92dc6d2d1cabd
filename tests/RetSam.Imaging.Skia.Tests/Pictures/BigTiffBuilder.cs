using System.Buffers.Binary;

namespace RetSam.Imaging.Skia.Tests.Pictures;

/// <summary>Writes an uncompressed RGB picture as BigTIFF, byte by byte: magic 43, 64-bit offsets and counts.</summary>
internal static class BigTiffBuilder
{
    public static byte[] Build(TestPicture picture)
    {
        (int Tag, int Type, long Count, long Value)[] entries =
        [
            (256, 4, 1, picture.Width), (257, 4, 1, picture.Height), (258, 3, 3, 0x0008_0008_0008), (259, 3, 1, 1), (262, 3, 1, 2),
            (273, 16, 1, 0), (277, 3, 1, 3), (278, 4, 1, picture.Height), (279, 16, 1, picture.Rgb.Length), (284, 3, 1, 1),
        ];
        int data = 16 + 8 + 20 * entries.Length + 8;
        var file = new byte[data + picture.Rgb.Length];
        "II"u8.CopyTo(file);
        (file[2], file[4], file[8]) = (43, 8, 16);
        file[16] = (byte)entries.Length;
        for (int i = 0; i < entries.Length; i++)
        {
            Span<byte> entry = file.AsSpan(24 + 20 * i, 20);
            BinaryPrimitives.WriteInt16LittleEndian(entry, (short)entries[i].Tag);
            BinaryPrimitives.WriteInt16LittleEndian(entry[2..], (short)entries[i].Type);
            BinaryPrimitives.WriteInt64LittleEndian(entry[4..], entries[i].Count);
            BinaryPrimitives.WriteInt64LittleEndian(entry[12..], entries[i].Tag == 273 ? data : entries[i].Value);
        }

        picture.Rgb.CopyTo(file, data);
        return file;
    }
}
