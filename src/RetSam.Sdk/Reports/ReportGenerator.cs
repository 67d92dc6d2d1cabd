namespace RetSam;

/// <summary>The program that made a report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, without the commit.</param>
public sealed record ReportGenerator(string Name, string Version);
