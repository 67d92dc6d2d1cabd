namespace RetSam.Biomarkers.Graph;

/// <summary>Whether a vessel is an artery or a vein, where that is known.</summary>
internal enum KnownKind
{
    Unknown,
    Artery,
    Vein,
}

/// <summary>Which pixels are known to be of arteries and which of veins. Where both pass over each other a pixel tells nothing.</summary>
/// <param name="artery">Arteries; <see langword="null"/> when nothing is known.</param>
/// <param name="vein">Veins; <see langword="null"/> when nothing is known.</param>
internal sealed class VesselLabels(BinaryMask? artery, BinaryMask? vein)
{
    /// <summary>A stretch is of a kind when at least three in four of its pixels that tell are.</summary>
    private const int LeastOutOfFour = 3;

    /// <summary>And when so many tell.</summary>
    private const int FewestPixels = 4;

    /// <summary>Whether anything is known.</summary>
    public bool AreThere => artery is not null;

    /// <summary>Adds a pixel to the count of the kind it is of.</summary>
    public void Count(int x, int y, ref int arteries, ref int veins)
    {
        if (artery is null || vein is null)
        {
            return;
        }

        bool isArtery = artery[x, y];
        bool isVein = vein[x, y];
        arteries += isArtery && !isVein ? 1 : 0;
        veins += isVein && !isArtery ? 1 : 0;
    }

    /// <summary>The kind of a stretch with so many pixels of either.</summary>
    public static KnownKind KindOf(int arteries, int veins)
    {
        int total = arteries + veins;
        return total < FewestPixels ? KnownKind.Unknown
            : 4 * arteries >= LeastOutOfFour * total ? KnownKind.Artery
            : 4 * veins >= LeastOutOfFour * total ? KnownKind.Vein
            : KnownKind.Unknown;
    }
}
