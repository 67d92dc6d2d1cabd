namespace RetSam.Fuzz.Tests;

/// <summary>Tests that look at the memory of the whole process, in which others make bombs of hundreds of megabytes.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
