namespace RetSam.Testing;

/// <summary>Tests that look at what all of the process shares, its memory, its pools, its folder: no other test runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
