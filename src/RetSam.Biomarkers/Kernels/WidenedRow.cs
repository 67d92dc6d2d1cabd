using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RetSam.Biomarkers.Kernels;

/// <summary>A row of a mask whose set pixels are widened to either side, step by step. Pooled: dispose to give the buffers back.</summary>
/// <remarks>
/// The row continues to either side as far as it can be widened: a step may leave the frame and the next come back. Beyond that stand
/// clear words, so that no step has to ask whether it reads past the end.
/// </remarks>
internal sealed class WidenedRow : IDisposable
{
    private readonly int _words;
    private readonly int _margin;
    private readonly int _guard;
    private readonly int _length;
    private ulong[] _row;
    private ulong[] _next;
    private int _reach;

    public WidenedRow(int words, int farthest)
    {
        _words = words;
        _margin = farthest / 64 + 1;
        _guard = _margin + 1 + Vector<ulong>.Count;
        int inside = words + 2 * _margin;
        _length = (inside + Vector<ulong>.Count - 1) / Vector<ulong>.Count * Vector<ulong>.Count;
        _row = ArrayPool<ulong>.Shared.Rent(_length + 2 * _guard);
        _next = ArrayPool<ulong>.Shared.Rent(_length + 2 * _guard);
        _row.AsSpan(0, _length + 2 * _guard).Clear();
        _next.AsSpan(0, _length + 2 * _guard).Clear();
    }

    /// <summary>The row as wide as the mask; its last word may have bits in the padding.</summary>
    public ReadOnlySpan<ulong> Words => _row.AsSpan(_guard + _margin, _words);

    public void Load(ReadOnlySpan<ulong> bits)
    {
        _row.AsSpan(_guard, _length).Clear();
        bits.CopyTo(_row.AsSpan(_guard + _margin));
        _reach = 0;
    }

    /// <summary>Widens until every set pixel of the row as loaded has set so many on either side; no less than before.</summary>
    public void WidenTo(int reach)
    {
        while (_reach < reach)
        {
            // Two copies of an interval of 2 r + 1 pixels leave no gap when moved apart by that much.
            int step = Math.Min(reach - _reach, 2 * _reach + 1);
            WidenBy(step);
            _reach += step;
        }
    }

    public void Dispose()
    {
        if (_row.Length > 0)
        {
            ArrayPool<ulong>.Shared.Return(_row);
            ArrayPool<ulong>.Shared.Return(_next);
            _row = _next = [];
        }
    }

    /// <summary>Joins the row with itself moved to either side.</summary>
    private void WidenBy(int step)
    {
        int far = step >> 6;
        int bits = step & 63;
        ref ulong from = ref MemoryMarshal.GetArrayDataReference(_row);
        ref ulong to = ref MemoryMarshal.GetArrayDataReference(_next);
        for (int i = _guard; i < _guard + _length; i += Vector<ulong>.Count)
        {
            // In two shifts, as a word cannot be shifted by its whole length.
            Vector<ulong> up = Vector.LoadUnsafe(ref from, (nuint)(i - far)) << bits
                | Vector.LoadUnsafe(ref from, (nuint)(i - far - 1)) >>> (63 - bits) >>> 1;
            Vector<ulong> down = Vector.LoadUnsafe(ref from, (nuint)(i + far)) >>> bits
                | Vector.LoadUnsafe(ref from, (nuint)(i + far + 1)) << (63 - bits) << 1;
            (Vector.LoadUnsafe(ref from, (nuint)i) | up | down).StoreUnsafe(ref to, (nuint)i);
        }

        (_row, _next) = (_next, _row);
    }
}
