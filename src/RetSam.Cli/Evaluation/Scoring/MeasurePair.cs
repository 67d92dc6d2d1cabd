namespace RetSam.Cli.Evaluation;

/// <summary>One measure from predicted masks and from the expert's; null where it could not be taken.</summary>
internal sealed record MeasurePair(string Id, string Unit, double? Predicted, double? Expert);
