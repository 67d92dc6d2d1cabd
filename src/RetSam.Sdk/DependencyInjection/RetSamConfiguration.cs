namespace RetSam;

/// <summary>One call's configuration of an analyzer; an analyzer is made of all of them, in the order of the calls.</summary>
internal sealed record RetSamConfiguration(Action<IServiceProvider, RetinaAnalyzerBuilder> Configure);
