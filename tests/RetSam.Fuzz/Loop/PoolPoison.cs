using System.Buffers;

namespace RetSam.Fuzz;

/// <summary>
/// Fills the buffers that readers will rent with a pattern, so that a reader that hands out bytes it never wrote reads differently the
/// second time: without it the second reading finds what the first one left.
/// </summary>
internal static class PoolPoison
{
    private const int Largest = 1 << 20;
    private const int OfEachSize = 3;

    public static void Fill(byte pattern)
    {
        Fill(pattern, Largest);
        Fill((ushort)(pattern * 257), Largest / 2);
    }

    private static void Fill<T>(T pattern, int largest)
    {
        var rented = new List<T[]>();
        for (int size = 16; size <= largest; size *= 2)
        {
            for (int i = 0; i < OfEachSize; i++)
            {
                T[] buffer = ArrayPool<T>.Shared.Rent(size);
                Array.Fill(buffer, pattern);
                rented.Add(buffer);
            }
        }

        rented.ForEach(buffer => ArrayPool<T>.Shared.Return(buffer));
    }
}
