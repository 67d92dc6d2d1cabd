namespace RetSam.Imaging.Skia.Tests.Pictures;

/// <summary>Rewrites a number in the directory of a small, little-endian TIFF.</summary>
internal static class TiffPatch
{
    public static byte[] Set(byte[] tiff, int tag, uint value)
    {
        byte[] patched = [.. tiff];
        int directory = BitConverter.ToInt32(patched, 4);
        for (int i = 0; i < BitConverter.ToInt16(patched, directory); i++)
        {
            int entry = directory + 2 + 12 * i;
            if (BitConverter.ToUInt16(patched, entry) == tag)
            {
                // As a LONG, where the count is one; an offset where it is more.
                if (BitConverter.ToInt32(patched, entry + 4) == 1)
                {
                    BitConverter.GetBytes((ushort)4).CopyTo(patched, entry + 2);
                }

                BitConverter.GetBytes(value).CopyTo(patched, entry + 8);
                return patched;
            }
        }

        throw new InvalidOperationException($"no tag {tag}");
    }

    /// <summary>Where the numbers of a tag lie, when there are too many for the directory itself.</summary>
    public static int OffsetOf(byte[] tiff, int tag) => BitConverter.ToInt32(tiff, EntryOf(tiff, tag) + 8);

    /// <summary>The bytes of one of a tag's numbers: a SHORT or a LONG.</summary>
    public static int SizeOf(byte[] tiff, int tag) => BitConverter.ToUInt16(tiff, EntryOf(tiff, tag) + 2) == 3 ? 2 : 4;

    private static int EntryOf(byte[] tiff, int tag)
    {
        int directory = BitConverter.ToInt32(tiff, 4);
        return Enumerable.Range(0, BitConverter.ToInt16(tiff, directory)).Select(i => directory + 2 + 12 * i).First(e => BitConverter.ToUInt16(tiff, e) == tag);
    }
}
