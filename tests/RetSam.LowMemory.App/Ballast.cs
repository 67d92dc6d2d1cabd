namespace RetSam.LowMemory.App;

/// <summary>Managed memory that is taken away from everything else, as far as the limit of the heap (DOTNET_GCHeapHardLimit) goes.</summary>
internal sealed class Ballast
{
    private const int Piece = 1 << 16;

    private readonly List<byte[]> _pieces = new(1 << 16);

    /// <summary>Takes all that can be had, then gives so much back.</summary>
    public static Ballast TakeAllBut(int bytes)
    {
        var ballast = new Ballast();
        Collect();
        try
        {
            while (true)
            {
                ballast._pieces.Add(GC.AllocateUninitializedArray<byte>(Piece));
            }
        }
        catch (OutOfMemoryException)
        {
            // All there was.
        }

        ballast._pieces.RemoveRange(Math.Max(0, ballast._pieces.Count - bytes / Piece), Math.Min(ballast._pieces.Count, bytes / Piece));
        Collect();
        return ballast;
    }

    /// <summary>Gives everything back.</summary>
    public void Release()
    {
        _pieces.Clear();
        Collect();
    }

    /// <summary>The collector keeps what small arrays lay in for other small arrays, unless it is told to give back all.</summary>
    private static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
