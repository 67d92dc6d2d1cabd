using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RetSam.Vectors;

namespace RetSam.Preprocessing;

/// <summary>
/// Model rows stretched to the photograph's width, the last two kept: consecutive rows of the photograph lie between the same two. A row
/// in which no value reaches the threshold is not stretched at all, and between two such rows no pixel is set.
/// </summary>
internal ref struct EnlargedRows
{
    private readonly ReadOnlySpan<float> _values;
    private readonly int _modelWidth;
    private readonly float _threshold;
    private readonly int _start;
    private readonly int _count;
    private readonly int _length;
    private readonly int[] _taps;
    private readonly float[] _fractions;
    private readonly float[] _padded;
    private Slot _even;
    private Slot _odd;

    public EnlargedRows(ReadOnlySpan<float> values, int modelWidth, int cropStart, int cropWidth, BinaryMask destination, float threshold)
    {
        _values = values;
        _modelWidth = modelWidth;
        _threshold = threshold;
        _length = destination.WordsPerRow * 64;
        _start = Math.Clamp(cropStart, 0, destination.Width);
        _count = (int)Math.Clamp((long)cropStart + cropWidth - _start, 0, destination.Width - _start);
        _taps = ArrayPool<int>.Shared.Rent(_count);
        _fractions = ArrayPool<float>.Shared.Rent(_count);
        _padded = ArrayPool<float>.Shared.Rent(modelWidth + 1);
        for (int x = 0; x < _count; x++)
        {
            LinearTap tap = LinearTap.At(_start + x - cropStart, cropWidth, modelWidth);
            _taps[x] = tap.First;
            _fractions[x] = tap.Fraction;
        }

        _even = Slot.Rent(_length);
        _odd = Slot.Rent(_length);
    }

    /// <summary>Sets a row's pixels whose value reaches the threshold.</summary>
    public void Cut(LinearTap tap, int modelHeight, Span<ulong> destination)
    {
        System.Diagnostics.Debug.Assert(tap.Second < modelHeight, "A tap lies inside the frame.");
        Prepare(ref SlotOf(tap.First), tap.First);
        Prepare(ref SlotOf(tap.Second), tap.Second);
        ref Slot first = ref SlotOf(tap.First);
        ref Slot second = ref SlotOf(tap.Second);
        if (!first.ReachesThreshold && !second.ReachesThreshold)
        {
            destination.Clear();
            return;
        }

        Stretch(ref first);
        Stretch(ref second);
        CutBetween(first.Values.AsSpan(0, _length), second.Values.AsSpan(0, _length), tap.Fraction, _threshold, destination);
    }

    public readonly void Dispose()
    {
        ArrayPool<int>.Shared.Return(_taps);
        ArrayPool<float>.Shared.Return(_fractions);
        ArrayPool<float>.Shared.Return(_padded);
        ArrayPool<float>.Shared.Return(_even.Values);
        ArrayPool<float>.Shared.Return(_odd.Values);
    }

    [UnscopedRef]
    private ref Slot SlotOf(int row)
    {
        if ((row & 1) == 0)
        {
            return ref _even;
        }

        return ref _odd;
    }

    private readonly void Prepare(ref Slot slot, int row)
    {
        if (slot.Row != row)
        {
            slot.Row = row;
            slot.IsStretched = false;
            slot.ReachesThreshold = ThresholdPacking.Any(ModelRow(row), _threshold);
        }
    }

    private readonly void Stretch(ref Slot slot)
    {
        if (slot.IsStretched)
        {
            return;
        }

        slot.IsStretched = true;
        ReadOnlySpan<float> row = ModelRow(slot.Row);
        row.CopyTo(_padded);
        _padded[_modelWidth] = row[^1];
        ref float source = ref MemoryMarshal.GetArrayDataReference(_padded);
        Span<float> target = slot.Values.AsSpan(_start, _count);
        ReadOnlySpan<int> taps = _taps.AsSpan(0, target.Length);
        ReadOnlySpan<float> fractions = _fractions.AsSpan(0, target.Length);
        for (int x = 0; x < target.Length; x++)
        {
            ref float at = ref Unsafe.Add(ref source, taps[x]);
            target[x] = at + (Unsafe.Add(ref at, 1) - at) * fractions[x];
        }
    }

    private readonly ReadOnlySpan<float> ModelRow(int row) => _values.Slice(row * _modelWidth, _modelWidth);

    private static void CutBetween(ReadOnlySpan<float> first, ReadOnlySpan<float> second, float fraction, float threshold, Span<ulong> destination)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            CutBetween<FloatLanes512, Vector512<float>>(first, second, fraction, threshold, destination);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            CutBetween<FloatLanes256, Vector256<float>>(first, second, fraction, threshold, destination);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            CutBetween<FloatLanes128, Vector128<float>>(first, second, fraction, threshold, destination);
        }
        else
        {
            CutBetween<ScalarFloatLanes, float>(first, second, fraction, threshold, destination);
        }
    }

    internal static void CutBetween<TLanes, TVector>(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, float fraction, float threshold, Span<ulong> destination)
        where TLanes : struct, IFloatLanes<TVector>
        where TVector : struct
    {
        _ = first[..(destination.Length * 64)];
        _ = second[..(destination.Length * 64)];
        ref float a = ref MemoryMarshal.GetReference(first);
        ref float b = ref MemoryMarshal.GetReference(second);
        TVector fractions = TLanes.Create(fraction);
        TVector thresholds = TLanes.Create(threshold);
        for (int w = 0; w < destination.Length; w++)
        {
            ulong word = 0;
            for (int bit = 0; bit < 64; bit += TLanes.Count)
            {
                nuint at = (nuint)(w * 64 + bit);
                TVector low = TLanes.Load(ref a, at);
                TVector step = TLanes.Subtract(TLanes.Load(ref b, at), low);
                word |= TLanes.AtLeast(TLanes.Add(low, TLanes.Multiply(step, fractions)), thresholds) << bit;
            }

            destination[w] = word;
        }
    }

    /// <summary>One stretched row. Columns outside the crop hold NaN, which no threshold lets through.</summary>
    private struct Slot
    {
        public float[] Values;
        public int Row;
        public bool IsStretched;
        public bool ReachesThreshold;

        public static Slot Rent(int length)
        {
            float[] values = ArrayPool<float>.Shared.Rent(length);
            values.AsSpan(0, length).Fill(float.NaN);
            return new Slot { Values = values, Row = -1 };
        }
    }
}
