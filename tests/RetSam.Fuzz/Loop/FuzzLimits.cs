namespace RetSam.Fuzz;

/// <summary>What one small input may cost. More is a finding, whatever it ends in.</summary>
internal static class FuzzLimits
{
    /// <summary>Processor time; a second look must be as slow, because the first may have been the compiler's.</summary>
    public static readonly TimeSpan ProcessorTime = TimeSpan.FromSeconds(1);

    /// <summary>How far one input may raise the process's peak of resident memory. The picture targets let a megapixel through.</summary>
    public const long ResidentBytes = 100 << 20;

    /// <summary>After this time without an answer the process is ended.</summary>
    public static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);
}
