namespace RetSam.Imaging.Skia;

/// <summary>
/// The colours in which artery-vein annotations are published (RITE of Hu 2013, LES-AV of Orlando 2018, HRF of Hemelings 2019): red, blue,
/// green where both lie on each other, white where the annotator did not know.
/// </summary>
internal static class ArteryVeinColours
{
    private const byte Unknown = 255;
    private const int NoLabel = -1;

    /// <summary>Whether a picture has red, green or blue in it: gray label maps have not.</summary>
    public static bool AreIn(FundusImage image)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        bool found = false;
        for (int i = 0; i + 2 < pixels.Length; i += 3)
        {
            int label = LabelOf(pixels[i], pixels[i + 1], pixels[i + 2]);
            if (label == NoLabel)
            {
                return false;
            }

            found |= label is 1 or 2 or 3;
        }

        return found;
    }

    public static LabelMap ToLabels(FundusImage image)
    {
        var map = new LabelMap(image.Width, image.Height);
        ReadOnlySpan<byte> pixels = image.Pixels;
        Span<byte> labels = map.Labels;
        for (int i = 0, o = 0; i < labels.Length; i++, o += 3)
        {
            labels[i] = (byte)LabelOf(pixels[o], pixels[o + 1], pixels[o + 2]);
        }

        return map;
    }

    /// <summary>The map itself, when it holds only labels of artery and vein.</summary>
    public static LabelMap Checked(LabelMap map)
    {
        foreach (byte label in map.Labels)
        {
            if (label is > 3 and not Unknown)
            {
                map.Dispose();
                throw new FundusImageException(
                    $"The artery-vein map holds the label {label}; expected 0 background, 1 artery, 2 vein, 3 both, 255 unknown, or the colours red, blue, green and white.");
            }
        }

        return map;
    }

    /// <summary>A colour's label; brighter than half is on, so that softened colours still tell.</summary>
    private static int LabelOf(byte red, byte green, byte blue) => (red >= 128, green >= 128, blue >= 128) switch
    {
        (false, false, false) => 0,
        (true, false, false) => 1,
        (false, false, true) => 2,
        (false, true, false) => 3,
        (true, true, true) => Unknown,
        _ => NoLabel,
    };
}
