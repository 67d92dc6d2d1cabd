using System.Buffers.Binary;

namespace RetSam.Fuzz;

/// <summary>Damages the segments of a JPEG: sizes, tables, scans.</summary>
internal sealed class JpegMutator : IStructuredMutator
{
    private static readonly byte[] Markers = [0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC9, 0xDA, 0xDB, 0xDD, 0xDC, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE, 0xD0, 0xD9];

    public byte[] Mutate(byte[] input, Random random)
    {
        List<byte[]> segments = Split(input);
        if (segments.Count == 0)
        {
            return input;
        }

        int at = random.Next(segments.Count);
        switch (random.Next(5))
        {
            case 0:
                Pieces.Rearrange(segments, random);
                break;
            case 1:
                segments[at] = [0xFF, Markers[random.Next(Markers.Length)], .. segments[at].AsSpan(2)];
                break;
            case 2:
                MutateFrame(segments, random);
                break;
            case 3:
                // A scan of nothing, many times: what each costs is what the picture's size makes it cost.
                int scan = segments.FindIndex(s => s[1] == 0xDA);
                if (scan >= 0)
                {
                    segments.InsertRange(scan, Enumerable.Repeat(segments[scan][..Math.Min(segments[scan].Length, 14)], 1 << random.Next(1, 9)));
                }

                break;
            default:
                segments[at] = [.. segments[at].AsSpan(0, 2), .. Havoc.Touch(segments[at].AsSpan(2), random)];
                break;
        }

        return [0xFF, 0xD8, .. segments.SelectMany(s => s)];
    }

    /// <summary>The precision, the height, the width, the number of components, or one of theirs.</summary>
    private static void MutateFrame(List<byte[]> segments, Random random)
    {
        int at = segments.FindIndex(s => s[1] is >= 0xC0 and <= 0xC2 && s.Length >= 10);
        if (at < 0)
        {
            return;
        }

        byte[] frame = [.. segments[at]];
        if (random.Next(2) == 0)
        {
            int side = 5 + 2 * random.Next(2);
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(side), (ushort)Extremes.Near(BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(side)), random));
        }
        else
        {
            frame[random.Next(4, frame.Length)] = (byte)random.Next(random.Next(2) == 0 ? 5 : 256);
        }

        segments[at] = frame;
    }

    /// <summary>Each from its marker to the next; a scan with its entropy-coded data.</summary>
    private static List<byte[]> Split(byte[] jpeg)
    {
        var segments = new List<byte[]>();
        int start = 2;
        for (int at = start + 2; at + 1 < jpeg.Length; at++)
        {
            bool isMarker = jpeg[at] == 0xFF && jpeg[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7));
            if (isMarker && at >= start + LengthOf(jpeg, start))
            {
                segments.Add(jpeg[start..at]);
                start = at;
            }
        }

        if (start + 2 <= jpeg.Length)
        {
            segments.Add(jpeg[start..]);
        }

        return segments;
    }

    private static int LengthOf(byte[] jpeg, int at) => at + 4 <= jpeg.Length ? 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2)) : 2;
}
