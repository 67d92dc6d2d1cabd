using System.Buffers.Binary;

namespace RetSam.Imaging.Skia.Tests.Pictures;

/// <summary>Writes uncompressed chroma-subsampled TIFFs byte by byte, from section 21 of TIFF 6.0; LibTiff cannot write them.</summary>
internal static class YCbCrTiffBuilder
{
    public static byte[] Build(TestPicture picture, int horizontal, int vertical, int rowsPerStrip, bool bigEndian)
    {
        var strips = new List<byte[]>();
        for (int top = 0; top < picture.Height; top += rowsPerStrip)
        {
            strips.Add(Strip(picture, top, Math.Min(rowsPerStrip, picture.Height - top), horizontal, vertical));
        }

        const int Entries = 11;
        int directory = 8;
        int after = directory + 2 + 12 * Entries + 4;
        int offsets = after + 6;
        int counts = offsets + 4 * strips.Count;
        int data = counts + 4 * strips.Count;
        var file = new byte[data + strips.Sum(s => s.Length)];
        (file[0], file[1]) = bigEndian ? ((byte)'M', (byte)'M') : ((byte)'I', (byte)'I');
        Write16(2, 42);
        Write32(4, directory);
        Write16(directory, Entries);
        int entry = directory + 2;
        Entry(256, 4, 1, picture.Width);
        Entry(257, 4, 1, picture.Height);
        Entry(258, 3, 3, after);
        Entry(259, 3, 1, 1);
        Entry(262, 3, 1, 6);
        Entry(273, 4, strips.Count, offsets);
        Entry(277, 3, 1, 3);
        Entry(278, 4, 1, rowsPerStrip);
        Entry(279, 4, strips.Count, counts);
        Entry(284, 3, 1, 1);
        Write16(entry, 530);
        Write16(entry + 2, 3);
        Write32(entry + 4, 2);
        Write16(entry + 8, horizontal);
        Write16(entry + 10, vertical);
        for (int i = 0; i < 3; i++)
        {
            Write16(after + 2 * i, 8);
        }

        int at = data;
        for (int i = 0; i < strips.Count; i++)
        {
            Write32(offsets + 4 * i, at);
            Write32(counts + 4 * i, strips[i].Length);
            strips[i].CopyTo(file, at);
            at += strips[i].Length;
        }

        return file;

        void Entry(int tag, int type, int count, int value)
        {
            Write16(entry, tag);
            Write16(entry + 2, type);
            Write32(entry + 4, count);
            if (type == 3 && count == 1)
            {
                Write16(entry + 8, value);
            }
            else
            {
                Write32(entry + 8, value);
            }

            entry += 12;
        }

        void Write16(int offset, int value)
        {
            if (bigEndian)
            {
                BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(offset), (ushort)value);
            }
            else
            {
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(offset), (ushort)value);
            }
        }

        void Write32(int offset, int value)
        {
            if (bigEndian)
            {
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(offset), value);
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(offset), value);
            }
        }
    }

    private static byte[] Strip(TestPicture picture, int top, int rows, int horizontal, int vertical)
    {
        var bytes = new List<byte>();
        for (int y = top; y < top + rows; y += vertical)
        {
            for (int x = 0; x < picture.Width; x += horizontal)
            {
                double cb = 0;
                double cr = 0;
                for (int i = 0; i < horizontal * vertical; i++)
                {
                    (double luma, double b, double r) = Convert(x + i % horizontal, y + i / horizontal);
                    bytes.Add((byte)Math.Clamp(Math.Round(luma), 0, 255));
                    cb += b / (horizontal * vertical);
                    cr += r / (horizontal * vertical);
                }

                bytes.Add((byte)Math.Clamp(Math.Round(cb), 0, 255));
                bytes.Add((byte)Math.Clamp(Math.Round(cr), 0, 255));
            }
        }

        return [.. bytes];

        (double Luma, double Cb, double Cr) Convert(int x, int y)
        {
            ReadOnlySpan<byte> rgb = picture.Rgb.AsSpan(3 * (Math.Min(y, picture.Height - 1) * picture.Width + Math.Min(x, picture.Width - 1)), 3);
            double luma = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
            return (luma, 128 + (rgb[2] - luma) / 1.772, 128 + (rgb[0] - luma) / 1.402);
        }
    }
}
