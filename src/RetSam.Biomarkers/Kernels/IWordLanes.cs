namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// One or several 64-bit words of a bit-packed row, worked on together. Kernels are written once against this interface and run at
/// any width; the width changes the time, never a bit of the result.
/// </summary>
internal interface IWordLanes<TSelf>
    where TSelf : struct, IWordLanes<TSelf>
{
    /// <summary>The number of 64-bit words.</summary>
    static abstract int Count { get; }

    /// <summary>Whether every bit is clear.</summary>
    bool IsZero { get; }

    /// <summary>Reads <see cref="Count"/> words from an index on.</summary>
    static abstract TSelf Load(ref readonly ulong origin, nint index);

    /// <summary>Writes <see cref="Count"/> words from an index on.</summary>
    void Store(ref ulong origin, nint index);

    /// <summary>Each word moved by one bit towards the higher columns.</summary>
    TSelf UpOne();

    /// <summary>Each word moved by one bit towards the lower columns.</summary>
    TSelf DownOne();

    /// <summary>Each word's highest bit as its lowest.</summary>
    TSelf HighestToLowest();

    /// <summary>Each word's lowest bit as its highest.</summary>
    TSelf LowestToHighest();

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator |(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    static abstract TSelf operator ~(TSelf value);
}
