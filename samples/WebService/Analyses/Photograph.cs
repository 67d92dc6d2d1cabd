namespace RetSam.WebService.Analyses;

/// <summary>An upload as it came, with what its sender knows of it. Nothing here names a patient: file names are not read.</summary>
/// <param name="Encoded">The file's bytes.</param>
/// <param name="Laterality">Which eye it is, when told.</param>
/// <param name="Scale">Micrometres per pixel, when told.</param>
public sealed record Photograph(byte[] Encoded, Laterality Laterality, PixelScale Scale);
