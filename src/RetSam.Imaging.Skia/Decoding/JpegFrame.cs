using System.Buffers.Binary;

namespace RetSam.Imaging.Skia;

/// <summary>What a JPEG's frame header (ITU-T T.81, B.2.2) says of the memory and the passes that decoding will take.</summary>
internal readonly record struct JpegFrame(bool IsProgressive, int Components)
{
    private const int MostComponents = 4;

    /// <summary>Finds the first frame header; <see langword="null"/> where the segments do not lead to one.</summary>
    public static JpegFrame? Find(ReadOnlySpan<byte> file)
    {
        int at = 2;
        while (at + 10 <= file.Length && file[at] == 0xFF)
        {
            byte marker = file[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                // An odd number of components is refused by the decoder; here it must not count for less.
                return new JpegFrame((marker & 3) == 2, file[at + 9] is > 0 and <= MostComponents and byte components ? components : MostComponents);
            }

            // Before a marker any number of fill bytes may stand.
            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return null;
    }

    /// <summary>
    /// Counts start-of-scan markers, those of a thumbnail in the metadata too. In compressed data they cannot stand: there a byte FF is followed by 0.
    /// </summary>
    public static int CountScans(ReadOnlySpan<byte> file) => file.Count((ReadOnlySpan<byte>)[0xFF, 0xDA]);
}
