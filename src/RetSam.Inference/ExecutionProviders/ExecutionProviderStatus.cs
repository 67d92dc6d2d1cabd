namespace RetSam.Inference;

/// <summary>What this process could do with an execution provider; see <see cref="ExecutionProvider.Check"/>.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Fault">Why it could not be used; <see langword="null"/> when nothing speaks against it.</param>
/// <param name="MissingLibraries">The native libraries that cannot be loaded, by file name.</param>
/// <param name="Problem">The same in a sentence that says what to add; <see langword="null"/> when nothing speaks against it.</param>
public sealed record ExecutionProviderStatus(
    ExecutionProvider Provider, ExecutionProviderFault? Fault, IReadOnlyList<string> MissingLibraries, string? Problem)
{
    /// <summary>Whether nothing speaks against it.</summary>
    public bool IsAvailable => Fault is null;
}
