namespace RetSam;

/// <summary>How far one measure scatters over repetitions.</summary>
/// <param name="Id">The measure's id.</param>
/// <param name="Unit">The unit of <paramref name="Sd"/>: the physical one where the scales were known.</param>
/// <param name="Sd">The within-subject standard deviation, at least 0.</param>
/// <param name="Cv">The within-subject coefficient of variation, at least 0, for lengths in other units; <see langword="null"/> when a mean was 0.</param>
/// <param name="Eyes">The eyes it was taken over.</param>
/// <param name="Values">The values it was taken over; less <paramref name="Eyes"/> these are the degrees of freedom.</param>
public sealed record RepeatabilityEntry(string Id, string Unit, double Sd, double? Cv, int Eyes, int Values);
