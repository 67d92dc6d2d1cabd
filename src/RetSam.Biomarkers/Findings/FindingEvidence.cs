namespace RetSam.Biomarkers;

/// <summary>One comparison that decided a finding.</summary>
/// <param name="Measure">The id of the measure.</param>
/// <param name="Value">What was measured, in <paramref name="Unit"/>.</param>
/// <param name="Comparison">How it was compared.</param>
/// <param name="Threshold">What it was compared with, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Holds">Whether the comparison holds.</param>
/// <param name="Source">Where the threshold comes from.</param>
public sealed record FindingEvidence(string Measure, double Value, FindingComparison Comparison, double Threshold, string Unit, bool Holds, string Source);
