namespace RetSam.Inference;

/// <summary>
/// A model package could not be used: damaged, incomplete, of an unknown version, at odds with its own manifest, or computing NaN. The message names
/// the field at fault by its JSON path, what was found there and what was expected.
/// </summary>
public sealed class ModelPackageException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public ModelPackageException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public ModelPackageException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public ModelPackageException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    private ModelPackageException(string field, string message, Exception? innerException)
        : base($"{field}: {message}", innerException)
        => Field = field;

    /// <summary>The JSON path of the manifest's field at fault, such as <c>$.outputs[1].channels[0].class</c>; <see langword="null"/> when none is.</summary>
    public string? Field { get; }

    /// <summary>An exception about one field of the manifest.</summary>
    internal static ModelPackageException At(string field, string message, Exception? innerException = null) => new(field, message, innerException);
}
