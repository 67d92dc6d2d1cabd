using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>Four words: 256 pixels.</summary>
internal readonly struct Words256(Vector256<ulong> value) : IWordLanes<Words256>
{
    private readonly Vector256<ulong> _value = value;

    public static int Count => 4;

    public bool IsZero => _value == Vector256<ulong>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 Load(ref readonly ulong origin, nint index)
        => new(Vector256.LoadUnsafe(ref Unsafe.Add(ref Unsafe.AsRef(in origin), index)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref ulong origin, nint index) => _value.StoreUnsafe(ref Unsafe.Add(ref origin, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words256 UpOne() => new(Vector256.ShiftLeft(_value, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words256 DownOne() => new(Vector256.ShiftRightLogical(_value, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words256 HighestToLowest() => new(Vector256.ShiftRightLogical(_value, 63));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words256 LowestToHighest() => new(Vector256.ShiftLeft(_value, 63));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator &(Words256 left, Words256 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator |(Words256 left, Words256 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator ^(Words256 left, Words256 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator ~(Words256 value) => new(~value._value);
}
