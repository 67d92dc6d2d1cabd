namespace RetSam;

/// <summary>How far a batch is.</summary>
/// <param name="Done">Photographs that are done, failed ones included.</param>
/// <param name="Failed">Photographs that could not be analysed.</param>
/// <param name="Total">How many there are; <see langword="null"/> when nobody knows.</param>
/// <param name="Elapsed">The time since the batch began.</param>
public readonly record struct BatchProgress(int Done, int Failed, int? Total, TimeSpan Elapsed)
{
    /// <summary>Photographs a second so far; 0 before the first.</summary>
    public double PerSecond => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>The time left at that rate; <see langword="null"/> when the total or the rate is not known.</summary>
    public TimeSpan? Left => Total is { } total && Done > 0 ? Elapsed / Done * Math.Max(0, total - Done) : null;
}
