namespace RetSam.Cli.Evaluation;

/// <summary>What an evaluation found.</summary>
/// <param name="Model">The model's id and version.</param>
/// <param name="Sets">The sets that were scored.</param>
/// <param name="Skipped">Sets that were not, and why.</param>
/// <param name="Failures">Photographs that could not be scored, and why.</param>
internal sealed record EvaluationResult(
    string Model, IReadOnlyList<SetResult> Sets, IReadOnlyList<(string Set, string Reason)> Skipped, IReadOnlyList<(string File, string Reason)> Failures);
