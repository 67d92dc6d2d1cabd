namespace RetSam;

/// <summary>The model package that made the masks.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Version">The package's version.</param>
/// <param name="Sha256">The SHA-256 of the weights, in lower-case hexadecimal; those that were loaded, whether the manifest names them or not.</param>
public sealed record ReportModel(string Id, string Version, string Sha256);
