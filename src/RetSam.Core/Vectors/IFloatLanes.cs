namespace RetSam.Vectors;

/// <summary>
/// Elementwise float arithmetic of one vector width. A kernel is written once over this interface and instantiated for every width;
/// every operation rounds once, lane by lane, and none depends on the number of lanes, so that all widths give the same bits.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal interface IFloatLanes<TVector>
    where TVector : struct
{
    /// <summary>The number of floats a vector holds.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TVector Create(float value);

    /// <summary>Reads <see cref="Count"/> floats.</summary>
    static abstract TVector Load(ref float source, nuint offset);

    /// <summary>Reads <see cref="Count"/> bytes and converts them to floats.</summary>
    static abstract TVector LoadBytes(ref byte source, nuint offset);

    /// <summary>Writes <see cref="Count"/> floats.</summary>
    static abstract void Store(TVector value, ref float destination, nuint offset);

    /// <summary>Sum.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Difference.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>Product.</summary>
    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>One bit a lane, the first lane lowest: whether the left value is at least the right one. NaN never is.</summary>
    static abstract ulong AtLeast(TVector left, TVector right);
}
