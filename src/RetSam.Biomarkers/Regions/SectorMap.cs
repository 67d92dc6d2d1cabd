using System.Buffers;

namespace RetSam.Biomarkers;

/// <summary>
/// The sectors of a frame as pieces of rows: made once for a photograph, then asked for every mask, at a cost that follows the mask's
/// runs and not the frame. Pooled: dispose to give it back.
/// </summary>
internal sealed class SectorMap : IDisposable
{
    private int[] _firstPieces;
    private Piece[] _pieces;

    private SectorMap(int[] firstPieces, Piece[] pieces)
    {
        _firstPieces = firstPieces;
        _pieces = pieces;
    }

    /// <summary>Divides a frame.</summary>
    public static SectorMap Of<TDivision>(TDivision division, int width, int height)
        where TDivision : struct, IRowDivision
    {
        int[] firstPieces = ArrayPool<int>.Shared.Rent(height);
        Piece[] pieces = ArrayPool<Piece>.Shared.Rent(checked(height * (TDivision.MostCuts + 1)));
        Span<int> cuts = stackalloc int[TDivision.MostCuts + 2];
        int count = 0;
        for (int y = 0; y < height; y++)
        {
            int found = division.FindCuts(y, width, cuts[1..]);
            Span<int> ends = cuts[..(found + 2)];
            (ends[0], ends[^1]) = (0, width);
            ends.Sort();
            firstPieces[y] = count;
            for (int i = 1; i < ends.Length; i++)
            {
                if (ends[i] > ends[i - 1])
                {
                    pieces[count++] = new Piece(ends[i], division.SectorAt(ends[i - 1], y));
                }
            }
        }

        return new SectorMap(firstPieces, pieces);
    }

    /// <summary>Counts a mask's pixels in each sector.</summary>
    /// <param name="runs">The mask's runs; the mask has the frame's size.</param>
    /// <param name="counts">One for each sector; added to.</param>
    public void Count(ReadOnlySpan<MaskRun> runs, Span<long> counts)
    {
        foreach (MaskRun run in runs)
        {
            Count(run, counts);
        }
    }

    /// <summary>Counts a mask's pixels in each sector.</summary>
    public void Count(BinaryMask mask, Span<long> counts)
    {
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            Count(run, counts);
        }
    }

    /// <summary>Sets the pixels of a sector in a mask of the frame's size.</summary>
    public void Draw(int sector, BinaryMask mask)
    {
        for (int y = 0; y < mask.Height; y++)
        {
            int start = 0;
            for (int i = _firstPieces[y]; start < mask.Width; i++)
            {
                if (_pieces[i].Sector == sector)
                {
                    mask.SetRun(y, start, _pieces[i].End);
                }

                start = _pieces[i].End;
            }
        }
    }

    /// <summary>Gives the buffers back. Safe to call twice.</summary>
    public void Dispose()
    {
        if (_pieces.Length > 0)
        {
            ArrayPool<int>.Shared.Return(_firstPieces);
            ArrayPool<Piece>.Shared.Return(_pieces);
            _firstPieces = [];
            _pieces = [];
        }
    }

    private void Count(MaskRun run, Span<long> counts)
    {
        int i = _firstPieces[run.Y];
        while (_pieces[i].End <= run.Start)
        {
            i++;
        }

        for (int from = run.Start; from < run.End; i++)
        {
            (int end, int sector) = _pieces[i];
            int to = Math.Min(run.End, end);
            if (sector >= 0)
            {
                counts[sector] += to - from;
            }

            from = to;
        }
    }

    /// <summary>Columns up to <paramref name="End"/> - 1 of a row, from where the piece before ended.</summary>
    private readonly record struct Piece(int End, int Sector);
}
