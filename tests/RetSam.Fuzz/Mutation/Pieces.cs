namespace RetSam.Fuzz;

/// <summary>What can be done to a list of chunks, segments or fields of any format.</summary>
internal static class Pieces
{
    /// <summary>Takes away, doubles, moves or multiplies one piece.</summary>
    public static void Rearrange<T>(List<T> pieces, Random random)
    {
        if (pieces.Count == 0)
        {
            return;
        }

        int at = random.Next(pieces.Count);
        T piece = pieces[at];
        switch (random.Next(4))
        {
            case 0:
                pieces.RemoveAt(at);
                break;
            case 1:
                pieces.Insert(random.Next(pieces.Count + 1), piece);
                break;
            case 2:
                pieces.RemoveAt(at);
                pieces.Insert(random.Next(pieces.Count + 1), piece);
                break;
            default:
                pieces.InsertRange(at, Enumerable.Repeat(piece, 1 << random.Next(1, 8)));
                break;
        }
    }
}
