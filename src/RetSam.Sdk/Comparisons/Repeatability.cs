namespace RetSam;

/// <summary>How far two repetitions of a measure differ when nothing changed.</summary>
/// <param name="Coefficient">
/// The repeatability coefficient in the change's unit, at least 0: 1.96 sqrt(2) within-subject standard deviations, which the difference of
/// two repetitions exceeds once in twenty (Bland and Altman, Stat Methods Med Res 1999;8:135).
/// </param>
/// <param name="Covers">Which sources of difference are in it.</param>
/// <param name="Source">Where it comes from, in a sentence.</param>
public sealed record Repeatability(double Coefficient, RepeatabilityCoverage Covers, string Source);
