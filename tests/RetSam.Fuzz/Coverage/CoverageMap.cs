using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace RetSam.Fuzz;

/// <summary>
/// Where instrumented code counts the branches it takes, and what has been seen of them. The buckets of counts are AFL's: 1, 2, 3, 4-7,
/// 8-15, 16-31, 32-127, 128 and more. Counts nothing where no assembly is instrumented.
/// </summary>
internal sealed unsafe class CoverageMap
{
    private const int Size = 1 << 16;

    private static readonly byte[] Buckets = [.. Enumerable.Range(0, 256).Select(Bucket)];

    private readonly byte[] _seen = new byte[Size];

    /// <summary>Gives instrumented code its memory. Must come before the first line of such code, which would write to address 0.</summary>
    public static void Install()
    {
        if (Trace.SharedMem is null)
        {
            Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(Size);
        }
    }

    /// <summary>Branches taken so far, of 65536 places that branches share.</summary>
    public int Edges { get; private set; }

    public void Clear()
    {
        new Span<byte>(Trace.SharedMem, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Adds what was counted since <see cref="Clear"/>; true when a branch, or a bucket of its count, is new.</summary>
    public bool Merge()
    {
        bool isNew = false;
        var words = new ReadOnlySpan<ulong>(Trace.SharedMem, Size / 8);
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] == 0)
            {
                continue;
            }

            for (int at = 8 * i; at < 8 * i + 8; at++)
            {
                byte bucket = Buckets[Trace.SharedMem[at]];
                if ((bucket & ~_seen[at]) != 0)
                {
                    Edges += _seen[at] == 0 ? 1 : 0;
                    _seen[at] |= bucket;
                    isNew = true;
                }
            }
        }

        return isNew;
    }

    private static byte Bucket(int count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
