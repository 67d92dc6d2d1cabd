namespace RetSam.Fuzz;

/// <summary>Something that reads bytes from outside.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Documented">The exceptions that its documentation promises for bad input. Any other is a finding.</param>
/// <param name="Seeds">Valid files to begin with.</param>
/// <param name="Read">Reads bytes as a caller would, and gives a digest of all that was read: the same bytes must give the same digest.</param>
/// <param name="Structure">Mutations that know the format; <see langword="null"/> for none.</param>
/// <param name="Tokens">Words of the format, to be strewn in.</param>
internal sealed record FuzzTarget(
    string Name,
    IReadOnlyList<Type> Documented,
    Func<IEnumerable<byte[]>> Seeds,
    Func<byte[], string> Read,
    IStructuredMutator? Structure = null,
    IReadOnlyList<string>? Tokens = null);
