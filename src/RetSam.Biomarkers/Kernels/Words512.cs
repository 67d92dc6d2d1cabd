using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>Eight words: 512 pixels.</summary>
internal readonly struct Words512(Vector512<ulong> value) : IWordLanes<Words512>
{
    private readonly Vector512<ulong> _value = value;

    public static int Count => 8;

    public bool IsZero => _value == Vector512<ulong>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Load(ref readonly ulong origin, nint index)
        => new(Vector512.LoadUnsafe(ref Unsafe.Add(ref Unsafe.AsRef(in origin), index)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref ulong origin, nint index) => _value.StoreUnsafe(ref Unsafe.Add(ref origin, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words512 UpOne() => new(Vector512.ShiftLeft(_value, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words512 DownOne() => new(Vector512.ShiftRightLogical(_value, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words512 HighestToLowest() => new(Vector512.ShiftRightLogical(_value, 63));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words512 LowestToHighest() => new(Vector512.ShiftLeft(_value, 63));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator &(Words512 left, Words512 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator |(Words512 left, Words512 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator ^(Words512 left, Words512 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator ~(Words512 value) => new(~value._value);
}
