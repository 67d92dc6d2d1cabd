using System.Runtime.CompilerServices;

namespace RetSam.Biomarkers.Kernels;

/// <summary>One word: 64 pixels.</summary>
internal readonly struct Words64(ulong value) : IWordLanes<Words64>
{
    private readonly ulong _value = value;

    public static int Count => 1;

    public bool IsZero => _value == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words64 Load(ref readonly ulong origin, nint index) => new(Unsafe.Add(ref Unsafe.AsRef(in origin), index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref ulong origin, nint index) => Unsafe.Add(ref origin, index) = _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words64 UpOne() => new(_value << 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words64 DownOne() => new(_value >> 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words64 HighestToLowest() => new(_value >> 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Words64 LowestToHighest() => new(_value << 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words64 operator &(Words64 left, Words64 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words64 operator |(Words64 left, Words64 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words64 operator ^(Words64 left, Words64 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words64 operator ~(Words64 value) => new(~value._value);
}
