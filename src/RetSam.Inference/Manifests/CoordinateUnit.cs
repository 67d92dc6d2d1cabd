namespace RetSam.Inference;

/// <summary>What the numbers of a <see cref="OutputKind.Coordinates"/> head are measured in.</summary>
public enum CoordinateUnit
{
    /// <summary>Parts of the input frame: 0 is the left or top edge of the first pixel, 1 the right or bottom edge of the last.</summary>
    Fraction = 0,

    /// <summary>Pixels of the input frame; whole numbers are pixel centres.</summary>
    Pixel = 1,
}
