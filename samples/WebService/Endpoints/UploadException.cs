namespace RetSam.WebService.Endpoints;

/// <summary>An upload cannot be taken; the message says what was found, what was expected and what to do.</summary>
internal sealed class UploadException(int statusCode, string message) : Exception(message)
{
    /// <summary>400, 413 or 415.</summary>
    public int StatusCode { get; } = statusCode;
}
