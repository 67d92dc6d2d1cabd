namespace RetSam;

/// <summary>A horizontal run of set pixels: columns <see cref="Start"/> to <see cref="End"/> - 1 of row <see cref="Y"/>.</summary>
/// <param name="Y">The row.</param>
/// <param name="Start">The first column.</param>
/// <param name="End">The first column after the run.</param>
public readonly record struct MaskRun(int Y, int Start, int End)
{
    /// <summary>The number of pixels.</summary>
    public int Length => End - Start;
}
