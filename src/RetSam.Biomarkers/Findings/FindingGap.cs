namespace RetSam.Biomarkers;

/// <summary>A measure that a rule asks for and that could not be had.</summary>
/// <param name="Measure">The id of the measure.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record FindingGap(string Measure, string Reason);
