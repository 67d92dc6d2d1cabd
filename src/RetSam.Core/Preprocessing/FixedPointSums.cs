using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RetSam.Preprocessing;

/// <summary>
/// The sum, the sum of squares and the number of values of 0..255, in whole steps of 1/256. Whole numbers add up to the same sum in
/// any order, so the number of lanes plays no part. A step squared still fits 32 bits.
/// </summary>
internal struct FixedPointSums
{
    private const float StepsPerLevel = 256;

    private ulong _sum;
    private ulong _squares;
    private long _count;

    /// <summary>The mean, 0..255; 0 of no values.</summary>
    public readonly double Mean => _count == 0 ? 0 : _sum / (double)_count / StepsPerLevel;

    /// <summary>The population standard deviation; 0 of no values.</summary>
    public readonly double StandardDeviation
    {
        get
        {
            if (_count == 0)
            {
                return 0;
            }

            // n * squares - sum * sum, without rounding until the end.
            UInt128 spread = (UInt128)(ulong)_count * _squares - (UInt128)_sum * _sum;
            return Math.Sqrt((double)spread) / _count / StepsPerLevel;
        }
    }

    /// <summary>Adds values of 0..255.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        _count += values.Length;
        if (Vector512.IsHardwareAccelerated)
        {
            Add<Lanes512>(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Add<Lanes256>(values);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Add<Lanes128>(values);
        }
        else
        {
            Add<ScalarLanes>(values);
        }
    }

    private void Add<TLanes>(ReadOnlySpan<float> values)
        where TLanes : struct, ILanes
    {
        TLanes lanes = default;
        ref float source = ref MemoryMarshal.GetReference(values);
        int i = 0;
        for (; i + TLanes.Count <= values.Length; i += TLanes.Count)
        {
            lanes.Add(ref source, (nuint)i);
        }

        ScalarLanes rest = default;
        for (; i < values.Length; i++)
        {
            rest.Add(ref source, (nuint)i);
        }

        _sum += lanes.Sum + rest.Sum;
        _squares += lanes.Squares + rest.Squares;
    }

    /// <summary>The running sums of one vector width.</summary>
    private interface ILanes
    {
        static abstract int Count { get; }

        ulong Sum { get; }

        ulong Squares { get; }

        void Add(ref float source, nuint offset);
    }

    private struct ScalarLanes : ILanes
    {
        public static int Count => 1;

        public ulong Sum { get; private set; }

        public ulong Squares { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ref float source, nuint offset)
        {
            uint steps = (uint)(int)(Unsafe.Add(ref source, offset) * StepsPerLevel + 0.5f);
            Sum += steps;
            Squares += steps * steps;
        }
    }

    private struct Lanes128 : ILanes
    {
        private Vector128<ulong> _sums;
        private Vector128<ulong> _squares;

        public static int Count => 4;

        public readonly ulong Sum => Vector128.Sum(_sums);

        public readonly ulong Squares => Vector128.Sum(_squares);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ref float source, nuint offset)
        {
            Vector128<float> scaled = Vector128.LoadUnsafe(ref source, offset) * Vector128.Create(StepsPerLevel) + Vector128.Create(0.5f);
            Vector128<uint> steps = Vector128.ConvertToInt32(scaled).AsUInt32();
            Vector128<uint> squares = steps * steps;
            _sums += Vector128.WidenLower(steps) + Vector128.WidenUpper(steps);
            _squares += Vector128.WidenLower(squares) + Vector128.WidenUpper(squares);
        }
    }

    private struct Lanes256 : ILanes
    {
        private Vector256<ulong> _sums;
        private Vector256<ulong> _squares;

        public static int Count => 8;

        public readonly ulong Sum => Vector256.Sum(_sums);

        public readonly ulong Squares => Vector256.Sum(_squares);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ref float source, nuint offset)
        {
            Vector256<float> scaled = Vector256.LoadUnsafe(ref source, offset) * Vector256.Create(StepsPerLevel) + Vector256.Create(0.5f);
            Vector256<uint> steps = Vector256.ConvertToInt32(scaled).AsUInt32();
            Vector256<uint> squares = steps * steps;
            _sums += Vector256.WidenLower(steps) + Vector256.WidenUpper(steps);
            _squares += Vector256.WidenLower(squares) + Vector256.WidenUpper(squares);
        }
    }

    private struct Lanes512 : ILanes
    {
        private Vector512<ulong> _sums;
        private Vector512<ulong> _squares;

        public static int Count => 16;

        public readonly ulong Sum => Vector512.Sum(_sums);

        public readonly ulong Squares => Vector512.Sum(_squares);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ref float source, nuint offset)
        {
            Vector512<float> scaled = Vector512.LoadUnsafe(ref source, offset) * Vector512.Create(StepsPerLevel) + Vector512.Create(0.5f);
            Vector512<uint> steps = Vector512.ConvertToInt32(scaled).AsUInt32();
            Vector512<uint> squares = steps * steps;
            _sums += Vector512.WidenLower(steps) + Vector512.WidenUpper(steps);
            _squares += Vector512.WidenLower(squares) + Vector512.WidenUpper(squares);
        }
    }
}
