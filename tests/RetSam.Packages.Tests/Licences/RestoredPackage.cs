namespace RetSam.Packages.Tests.Licences;

/// <summary>A package of somebody else that one of ours rests on.</summary>
/// <param name="Id">The package.</param>
/// <param name="Version">The version that was restored.</param>
/// <param name="Licence">What it says its licence is, as an SPDX expression; else what it says instead, which no list allows.</param>
internal sealed record RestoredPackage(string Id, string Version, string Licence);
