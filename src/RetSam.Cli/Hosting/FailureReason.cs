using RetSam.Inference;

namespace RetSam.Cli;

/// <summary>Turns what went wrong with a file into a sentence without a stack trace.</summary>
internal static class FailureReason
{
    public static string Of(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => "access denied",
        FundusImageException or ModelPackageException or ExecutionProviderException or IOException or CliException => exception.Message,
        OutOfMemoryException => "out of memory",
        _ => $"internal error, please report it: {exception.GetType().Name}: {exception.Message}",
    };
}
