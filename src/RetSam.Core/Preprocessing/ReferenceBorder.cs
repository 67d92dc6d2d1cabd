using System.Buffers;

namespace RetSam.Preprocessing;

/// <summary>The box of <see cref="CropMode.ReferenceBorderBox"/>.</summary>
internal static class ReferenceBorder
{
    private const int DarkBelow = 30;
    private const int LightAbove = 245;

    /// <summary>A line of the picture with this many pixels of content, or fewer, is border.</summary>
    private const int Slack = 10;

    /// <summary>The box; the whole frame when every line is border.</summary>
    public static PixelRect FindBox(FundusImage image)
    {
        int lightAbove = HasLightCorners(image) ? LightAbove : byte.MaxValue;
        int[] borderInColumn = ArrayPool<int>.Shared.Rent(image.Width);
        Span<int> columns = borderInColumn.AsSpan(0, image.Width);
        columns.Clear();
        int top = -1;
        int bottom = -1;
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.GetRow(y);
            int borderInRow = 0;
            int i = 0;
            foreach (ref int column in columns)
            {
                int least = Math.Min(row[i], Math.Min(row[i + 1], row[i + 2]));
                int greatest = Math.Max(row[i], Math.Max(row[i + 1], row[i + 2]));

                // The sign bit of a difference rather than a branch: content and border alternate in noise.
                int border = (greatest - DarkBelow | lightAbove - least) >>> 31;
                borderInRow += border;
                column += border;
                i += 3;
            }

            if (borderInRow < image.Width - Slack)
            {
                top = top < 0 ? y : top;
                bottom = y;
            }
        }

        int left = -1;
        int right = -1;
        for (int x = 0; x < columns.Length; x++)
        {
            if (columns[x] < image.Height - Slack)
            {
                left = left < 0 ? x : left;
                right = x;
            }
        }

        ArrayPool<int>.Shared.Return(borderInColumn);
        return left < 0 || top < 0
            ? new PixelRect(0, 0, image.Width, image.Height)
            : new PixelRect(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>Whether the four corner pixels are lighter than the middle of the scale on average.</summary>
    private static bool HasLightCorners(FundusImage image)
    {
        int sum = 0;
        foreach (int y in (ReadOnlySpan<int>)[0, image.Height - 1])
        {
            ReadOnlySpan<byte> row = image.GetRow(y);
            for (int channel = 0; channel < 3; channel++)
            {
                sum += row[channel] + row[row.Length - 3 + channel];
            }
        }

        return sum > 12 * 127;
    }
}
