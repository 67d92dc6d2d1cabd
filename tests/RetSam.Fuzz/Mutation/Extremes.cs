namespace RetSam.Fuzz;

/// <summary>Numbers at which readers break.</summary>
internal static class Extremes
{
    private static readonly long[] Numbers =
    [
        0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 255, 256, 257, 1000, 1024, 4095, 4096, 32767, 32768, 65534, 65535, 65536,
        100_000, 1 << 20, 16_777_215, 100_000_000, int.MaxValue - 1, int.MaxValue, 1L << 31, uint.MaxValue - 1, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, -1, -2, long.MinValue,
    ];

    public static long Next(Random random) => random.Next(4) == 0 ? random.NextInt64() >> random.Next(64) : Numbers[random.Next(Numbers.Length)];

    /// <summary>An extreme, or a number near another.</summary>
    public static long Near(long number, Random random) => random.Next(3) == 0 ? Next(random) : unchecked(number + random.Next(-35, 36));
}
