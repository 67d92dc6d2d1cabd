namespace RetSam.Biomarkers.Phantoms;

/// <summary>Which eye to draw, and how. Size, rotation and laterality change the picture only: one seed is one eye.</summary>
public sealed record EyePhantomOptions
{
    /// <summary>The smallest <see cref="Size"/>: below it the finest vessels are thinner than a pixel.</summary>
    public const int SmallestSize = 320;

    /// <summary>The largest <see cref="Size"/>.</summary>
    public const int LargestSize = 4096;

    /// <summary>The side of the square picture in px, 320..4096.</summary>
    public int Size { get; init; } = 1024;

    /// <summary>By how much the eye is turned about the middle of the picture, in degrees, clockwise as seen; any finite angle.</summary>
    public double RotationDegrees { get; init; }

    /// <summary>Which eye; a left eye is the mirror image of the right eye of the same seed.</summary>
    public Laterality Laterality { get; init; } = Laterality.Right;

    /// <summary>Which of 2^64 eyes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many arteries leave the disc, and how many veins, 3..8.</summary>
    public int VesselsOfEachKind { get; init; } = 6;

    /// <summary>Cup over disc, 0.1..0.9; <see langword="null"/> lets the seed say.</summary>
    public double? CupToDiscRatio { get; init; }

    /// <summary>How many lesions of each class to draw at most, 0..40; fewer where there is no room, which the truth counts.</summary>
    public int LesionsOfEachClass { get; init; } = 6;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, SmallestSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Size, LargestSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(VesselsOfEachKind, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(VesselsOfEachKind, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(LesionsOfEachClass, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LesionsOfEachClass, 40);
        if (!double.IsFinite(RotationDegrees))
        {
            throw new ArgumentOutOfRangeException(nameof(RotationDegrees), RotationDegrees, "The rotation is a finite number of degrees.");
        }

        if (Laterality is not (Laterality.Left or Laterality.Right))
        {
            throw new ArgumentOutOfRangeException(nameof(Laterality), Laterality, "A phantom is a left or a right eye.");
        }

        if (CupToDiscRatio is { } ratio && !(ratio >= 0.1 && ratio <= 0.9))
        {
            throw new ArgumentOutOfRangeException(nameof(CupToDiscRatio), ratio, "The cup-to-disc ratio is 0.1 to 0.9.");
        }
    }
}
