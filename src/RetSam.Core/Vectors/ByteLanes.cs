using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RetSam.Vectors;

/// <summary>One lane.</summary>
internal readonly struct ScalarByteLanes : IByteLanes<byte>
{
    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Create(byte value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Load(ref byte source, nuint offset) => Unsafe.Add(ref source, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AtLeast(byte left, byte right) => left >= right ? 1UL : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(byte left, byte right) => left == right ? 1UL : 0;
}

/// <summary>16 lanes of <see cref="Vector128{T}"/>.</summary>
internal readonly struct ByteLanes128 : IByteLanes<Vector128<byte>>
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Create(byte value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(ref byte source, nuint offset) => Vector128.LoadUnsafe(ref source, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AtLeast(Vector128<byte> left, Vector128<byte> right)
        => Vector128.Equals(Vector128.Max(left, right), left).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(Vector128<byte> left, Vector128<byte> right) => Vector128.Equals(left, right).ExtractMostSignificantBits();
}

/// <summary>32 lanes of <see cref="Vector256{T}"/>.</summary>
internal readonly struct ByteLanes256 : IByteLanes<Vector256<byte>>
{
    public static int Count => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Create(byte value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(ref byte source, nuint offset) => Vector256.LoadUnsafe(ref source, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AtLeast(Vector256<byte> left, Vector256<byte> right)
        => Vector256.Equals(Vector256.Max(left, right), left).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(Vector256<byte> left, Vector256<byte> right) => Vector256.Equals(left, right).ExtractMostSignificantBits();
}

/// <summary>64 lanes of <see cref="Vector512{T}"/>.</summary>
internal readonly struct ByteLanes512 : IByteLanes<Vector512<byte>>
{
    public static int Count => 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Create(byte value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(ref byte source, nuint offset) => Vector512.LoadUnsafe(ref source, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AtLeast(Vector512<byte> left, Vector512<byte> right)
        => Vector512.Equals(Vector512.Max(left, right), left).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(Vector512<byte> left, Vector512<byte> right) => Vector512.Equals(left, right).ExtractMostSignificantBits();
}
