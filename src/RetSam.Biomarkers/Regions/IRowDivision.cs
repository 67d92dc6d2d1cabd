namespace RetSam.Biomarkers;

/// <summary>A division of the plane into sectors that cuts every row of pixels into a few pieces.</summary>
internal interface IRowDivision
{
    /// <summary>The most cuts <see cref="FindCuts"/> finds in a row.</summary>
    static abstract int MostCuts { get; }

    /// <summary>The sector of a pixel, from 0 on; negative when it belongs to none.</summary>
    int SectorAt(int x, int y);

    /// <summary>Writes the columns where a piece of another sector may begin, in any order, and says how many. Columns that cut nothing do no harm.</summary>
    int FindCuts(int y, int width, Span<int> cuts);
}
