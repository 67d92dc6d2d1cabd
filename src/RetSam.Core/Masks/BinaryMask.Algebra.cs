using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RetSam;

/// <content>Set algebra, in place and word-parallel.</content>
public sealed partial class BinaryMask
{
    /// <summary>Adds the other mask's pixels to this one.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public void UnionWith(BinaryMask other) => TensorPrimitives.BitwiseOr<ulong>(Words, SameSize(other).Words, Words);

    /// <summary>Keeps only pixels that are set in both.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public void IntersectWith(BinaryMask other) => TensorPrimitives.BitwiseAnd<ulong>(Words, SameSize(other).Words, Words);

    /// <summary>Keeps only pixels that are set in exactly one of the two.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public void SymmetricExceptWith(BinaryMask other) => TensorPrimitives.Xor<ulong>(Words, SameSize(other).Words, Words);

    /// <summary>Removes the other mask's pixels from this one.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public void ExceptWith(BinaryMask other)
    {
        Span<ulong> mine = Words;
        ReadOnlySpan<ulong> theirs = SameSize(other).Words;
        ref ulong target = ref MemoryMarshal.GetReference(mine);
        ref ulong source = ref MemoryMarshal.GetReference(theirs);
        int i = 0;
        for (; i + Vector512<ulong>.Count <= mine.Length; i += Vector512<ulong>.Count)
        {
            Vector512.AndNot(Vector512.LoadUnsafe(ref target, (nuint)i), Vector512.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < mine.Length; i++)
        {
            mine[i] &= ~theirs[i];
        }
    }

    /// <summary>Sets what was clear and clears what was set.</summary>
    public void Invert()
    {
        TensorPrimitives.OnesComplement<ulong>(Words, Words);
        ClearPadding();
    }

    /// <summary>Whether the two masks share a pixel.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public bool Overlaps(BinaryMask other)
    {
        ReadOnlySpan<ulong> mine = Words;
        ReadOnlySpan<ulong> theirs = SameSize(other).Words;
        ref ulong a = ref MemoryMarshal.GetReference(mine);
        ref ulong b = ref MemoryMarshal.GetReference(theirs);
        int i = 0;
        for (; i + Vector512<ulong>.Count <= mine.Length; i += Vector512<ulong>.Count)
        {
            if ((Vector512.LoadUnsafe(ref a, (nuint)i) & Vector512.LoadUnsafe(ref b, (nuint)i)) != Vector512<ulong>.Zero)
            {
                return true;
            }
        }

        for (; i < mine.Length; i++)
        {
            if ((mine[i] & theirs[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number of pixels that two masks share.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public int CountShared(BinaryMask other)
    {
        ReadOnlySpan<ulong> mine = Words;
        ReadOnlySpan<ulong> theirs = SameSize(other).Words;
        long count = 0;
        for (int i = 0; i < mine.Length; i++)
        {
            count += BitOperations.PopCount(mine[i] & theirs[i]);
        }

        return (int)count;
    }

    /// <summary>A copy of a rectangle of this mask; pixels of the rectangle that lie outside are clear.</summary>
    /// <exception cref="ArgumentException">The rectangle is empty.</exception>
    public BinaryMask Crop(PixelRect rectangle)
    {
        if (rectangle.IsEmpty)
        {
            throw new ArgumentException($"The rectangle {rectangle} holds no pixel.", nameof(rectangle));
        }

        var result = new BinaryMask(rectangle.Width, rectangle.Height);
        for (int y = Math.Max(0, -rectangle.Y); y < rectangle.Height && y + rectangle.Y < Height; y++)
        {
            ReadOnlySpan<ulong> source = GetRow(y + rectangle.Y);
            Span<ulong> destination = result.GetRow(y);
            for (int w = 0; w < destination.Length; w++)
            {
                destination[w] = ReadBits(source, (long)rectangle.X + w * 64L);
            }
        }

        result.ClearPadding();
        return result;
    }

    /// <summary>64 pixels of a row from any column on; columns outside the row read as clear.</summary>
    private static ulong ReadBits(ReadOnlySpan<ulong> row, long column)
    {
        long word = column >> 6;
        int shift = (int)(column & 63);
        ulong low = word >= 0 && word < row.Length ? row[(int)word] : 0;
        if (shift == 0)
        {
            return low;
        }

        ulong high = word + 1 >= 0 && word + 1 < row.Length ? row[(int)(word + 1)] : 0;
        return low >> shift | high << (64 - shift);
    }

    private BinaryMask SameSize(BinaryMask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Width == Width && other.Height == Height
            ? other
            : throw new ArgumentException($"The masks differ in size: {Width}x{Height} and {other.Width}x{other.Height}.", nameof(other));
    }
}
