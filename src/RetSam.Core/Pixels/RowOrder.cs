namespace RetSam;

/// <summary>Which row of a caller's buffer comes first.</summary>
public enum RowOrder
{
    /// <summary>The top row of the picture comes first.</summary>
    TopDown = 0,

    /// <summary>The bottom row of the picture comes first, as in Windows bitmaps.</summary>
    BottomUp = 1,
}
