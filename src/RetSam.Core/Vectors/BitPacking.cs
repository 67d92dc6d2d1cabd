using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RetSam.Vectors;

/// <summary>
/// Bytes to bits, least significant first, and back. A row's last word is filled up with zeros. What each byte is compared for is a
/// struct too, so that the traversal is written once.
/// </summary>
internal static class BitPacking
{
    /// <summary>Sets a bit where the byte is at least the threshold.</summary>
    public static void PackAtLeast(ReadOnlySpan<byte> bytes, byte threshold, Span<ulong> words) => Pack<IsAtLeast>(bytes, threshold, words);

    /// <summary>Sets a bit where the byte is the one given.</summary>
    public static void PackEqual(ReadOnlySpan<byte> bytes, byte value, Span<ulong> words) => Pack<IsEqual>(bytes, value, words);

    /// <summary>Writes one byte a bit: the given one where the bit is set, else 0.</summary>
    public static void Unpack(ReadOnlySpan<ulong> words, byte on, Span<byte> bytes)
    {
        // A byte holds one bit each of eight pixels: spread them over eight bytes, keep in each its own bit, and make that 0 or "on".
        const ulong EachByte = 0x0101010101010101;
        const ulong OwnBit = 0x8040201008040201;
        int x = 0;
        for (; x + 8 <= bytes.Length; x += 8)
        {
            ulong eight = words[x >> 6] >> (x & 63) & 0xFF;
            ulong spread = eight * EachByte & OwnBit;
            ulong ones = (spread + (EachByte * 0x7F) | spread) >> 7 & EachByte;
            ulong value = ones * on;
            Unsafe.WriteUnaligned(ref bytes[x], BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));
        }

        for (; x < bytes.Length; x++)
        {
            bytes[x] = (words[x >> 6] >> (x & 63) & 1) != 0 ? on : (byte)0;
        }
    }

    private static void Pack<TTest>(ReadOnlySpan<byte> bytes, byte operand, Span<ulong> words)
        where TTest : struct, ITest
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Pack<TTest, ByteLanes512, Vector512<byte>>(bytes, operand, words);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Pack<TTest, ByteLanes256, Vector256<byte>>(bytes, operand, words);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Pack<TTest, ByteLanes128, Vector128<byte>>(bytes, operand, words);
        }
        else
        {
            Pack<TTest, ScalarByteLanes, byte>(bytes, operand, words);
        }
    }

    internal static void Pack<TTest, TLanes, TVector>(ReadOnlySpan<byte> bytes, byte operand, Span<ulong> words)
        where TTest : struct, ITest
        where TLanes : struct, IByteLanes<TVector>
        where TVector : struct
    {
        words = words[..((bytes.Length + 63) / 64)];
        ref byte source = ref MemoryMarshal.GetReference(bytes);
        TVector operands = TLanes.Create(operand);
        int whole = bytes.Length / 64;
        for (int w = 0; w < whole; w++)
        {
            ulong word = 0;
            for (int bit = 0; bit < 64; bit += TLanes.Count)
            {
                word |= TTest.Test<TLanes, TVector>(TLanes.Load(ref source, (nuint)(w * 64 + bit)), operands) << bit;
            }

            words[w] = word;
        }

        if (whole < words.Length)
        {
            ulong word = 0;
            for (int i = whole * 64; i < bytes.Length; i++)
            {
                word |= TTest.Test<ScalarByteLanes, byte>(bytes[i], operand) << (i & 63);
            }

            words[whole] = word;
        }
    }

    /// <summary>What a byte is compared for.</summary>
    internal interface ITest
    {
        static abstract ulong Test<TLanes, TVector>(TVector value, TVector operand)
            where TLanes : struct, IByteLanes<TVector>
            where TVector : struct;
    }

    internal readonly struct IsAtLeast : ITest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Test<TLanes, TVector>(TVector value, TVector operand)
            where TLanes : struct, IByteLanes<TVector>
            where TVector : struct
            => TLanes.AtLeast(value, operand);
    }

    internal readonly struct IsEqual : ITest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Test<TLanes, TVector>(TVector value, TVector operand)
            where TLanes : struct, IByteLanes<TVector>
            where TVector : struct
            => TLanes.Equal(value, operand);
    }
}
