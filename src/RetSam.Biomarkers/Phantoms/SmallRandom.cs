namespace RetSam.Biomarkers.Phantoms;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every runtime and platform, which <see cref="Random"/> does not promise.
/// </summary>
internal sealed class SmallRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from <paramref name="low"/> up to <paramref name="high"/>.</summary>
    public double Between(double low, double high) => low + (high - low) * ((Next() >> 11) * (1.0 / (1UL << 53)));

    /// <summary>-1 or 1.</summary>
    public int Sign() => (Next() & 1) == 0 ? -1 : 1;
}
