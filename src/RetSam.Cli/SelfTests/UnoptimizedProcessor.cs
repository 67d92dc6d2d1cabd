using Microsoft.ML.OnnxRuntime;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary>The processor with fewer optimisations of the graph than are usual: other operators, in another order of additions.</summary>
/// <param name="Level">Which optimisations are made.</param>
internal sealed record UnoptimizedProcessor(GraphOptimizationLevel Level) : ExecutionProvider(new CpuExecutionProvider().Name, new CpuExecutionProvider().Package)
{
    public override IReadOnlyDictionary<string, string> Options => new Dictionary<string, string> { ["graph_optimization_level"] = $"{Level}" };

    public override void Append(SessionOptions session) => session.GraphOptimizationLevel = Level;
}
