namespace RetSam.Inference;

/// <summary>ONNX Runtime, or the part of it that was asked for, is not there or failed. The message says which package to add.</summary>
public sealed class ExecutionProviderException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public ExecutionProviderException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public ExecutionProviderException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public ExecutionProviderException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
