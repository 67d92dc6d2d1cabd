using System.Text.Json.Serialization;

namespace RetSam.Fuzz;

/// <summary>What a run of one target came to.</summary>
/// <param name="Executions">Inputs read.</param>
/// <param name="Accepted">Of these the ones that were not refused.</param>
/// <param name="Edges">Branches taken, of 65536 places that branches share; 0 where nothing is instrumented.</param>
/// <param name="Corpus">Inputs kept because they took a new branch.</param>
/// <param name="Seconds">Processor time.</param>
/// <param name="Findings">Kinds of faults.</param>
internal sealed record FuzzStatistics(long Executions, long Accepted, int Edges, int Corpus, double Seconds, int Findings)
{
    public static FuzzStatistics None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Both runs together; the later one began with what the earlier one kept.</summary>
    public FuzzStatistics Then(FuzzStatistics later) => new(
        Executions + later.Executions, Accepted + later.Accepted, Math.Max(Edges, later.Edges), Math.Max(Corpus, later.Corpus), Seconds + later.Seconds, Math.Max(Findings, later.Findings));
}

/// <summary>How a worker tells its supervisor.</summary>
[JsonSerializable(typeof(FuzzStatistics))]
internal sealed partial class FuzzJsonContext : JsonSerializerContext;
