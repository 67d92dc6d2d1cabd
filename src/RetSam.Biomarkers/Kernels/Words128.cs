using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>Two words: 128 pixels.</summary>
internal readonly struct Words128(Vector128<ulong> value) : IWordLanes<Words128>
{
    private readonly Vector128<ulong> _value = value;

    public static int Count => 2;

    public bool IsZero => _value == Vector128<ulong>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 Load(ref readonly ulong origin, nint index)
        => new(Vector128.LoadUnsafe(ref Unsafe.Add(ref Unsafe.AsRef(in origin), index)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref ulong origin, nint index) => _value.StoreUnsafe(ref Unsafe.Add(ref origin, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words128 UpOne() => new(Vector128.ShiftLeft(_value, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words128 DownOne() => new(Vector128.ShiftRightLogical(_value, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words128 HighestToLowest() => new(Vector128.ShiftRightLogical(_value, 63));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words128 LowestToHighest() => new(Vector128.ShiftLeft(_value, 63));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator &(Words128 left, Words128 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator |(Words128 left, Words128 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator ^(Words128 left, Words128 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator ~(Words128 value) => new(~value._value);
}
