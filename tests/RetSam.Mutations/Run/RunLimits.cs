namespace RetSam.Mutations;

/// <summary>How much a run spends.</summary>
/// <param name="Processes">Mutants tried at once.</param>
/// <param name="Seconds">Of tests for one mutant and one width of vectors: what they would notice later counts as unnoticed.</param>
/// <param name="Minutes">After which no further mutant is tried.</param>
internal sealed record RunLimits(int Processes, double Seconds, double Minutes);
