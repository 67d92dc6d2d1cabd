namespace RetSam.Biomarkers.Tests;

/// <summary>Tests that count on the pools, which all share: no other test may run beside them and borrow.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
