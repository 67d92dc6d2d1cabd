namespace RetSam.Vectors;

/// <summary>Comparisons of bytes of one vector width, one bit a lane.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal interface IByteLanes<TVector>
    where TVector : struct
{
    /// <summary>The number of bytes a vector holds: a divisor of 64.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TVector Create(byte value);

    /// <summary>Reads <see cref="Count"/> bytes.</summary>
    static abstract TVector Load(ref byte source, nuint offset);

    /// <summary>One bit a lane, the first lane lowest: whether the left byte is at least the right one.</summary>
    static abstract ulong AtLeast(TVector left, TVector right);

    /// <summary>One bit a lane, the first lane lowest: whether the bytes are the same.</summary>
    static abstract ulong Equal(TVector left, TVector right);
}
