namespace RetSam;

/// <summary>An image could not be read or used: damaged, of an unknown format, or beyond the limits. The message says what was found and what was expected.</summary>
public sealed class FundusImageException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public FundusImageException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public FundusImageException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public FundusImageException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
