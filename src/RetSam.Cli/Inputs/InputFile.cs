namespace RetSam.Cli;

/// <summary>One input of a command.</summary>
/// <param name="Path">The path as it was given or found.</param>
/// <param name="Failure">Why it cannot be read; <see langword="null"/> when that is still to be seen.</param>
internal sealed record InputFile(string Path, string? Failure);
