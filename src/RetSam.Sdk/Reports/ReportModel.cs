namespace RetSam;

/// <summary>The model package that made the masks.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Version">The package's version.</param>
/// <param name="Sha256">The SHA-256 of the weights, in lower-case hexadecimal; those that were loaded, whether the manifest names them or not.</param>
public sealed record ReportModel(string Id, string Version, string Sha256)
{
    /// <summary>Where the model was computed, by ONNX Runtime's name, such as <c>CPUExecutionProvider</c>; <see langword="null"/> in a report older than 1.2.</summary>
    public string? ExecutionProvider { get; init; }

    /// <summary>The execution providers that were preferred to it, in order, each with the reason why it was not used; none in a report older than 1.2.</summary>
    public IReadOnlyList<ReportFallback> Fallbacks { get => field ?? []; init; }
}
