namespace RetSam.Cli.Evaluation;

/// <summary>One measure from predicted masks and from the expert's (or, where the id says so, from a second observer's masks and from the first's); null where it could not be taken.</summary>
internal sealed record MeasurePair(string Id, string Unit, double? Predicted, double? Expert);
