namespace RetSam.Cli;

/// <summary>One photograph of a cohort.</summary>
/// <param name="Id">What names it in tables; differs from every other id in more than case.</param>
/// <param name="File">The path as the manifest has it.</param>
/// <param name="Path">Where the photograph is.</param>
/// <param name="Laterality">The eye; <see cref="Laterality.Unknown"/> when the manifest does not say.</param>
/// <param name="MicrometresPerPixel">Micrometres of retina a pixel covers; <see langword="null"/> when the manifest does not say.</param>
internal sealed record CohortRow(string Id, string File, string Path, Laterality Laterality, double? MicrometresPerPixel);
