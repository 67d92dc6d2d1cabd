namespace RetSam;

/// <summary>A stage of the application's own that the photograph went through.</summary>
/// <param name="Name">The stage's <see cref="RetinaStage.Name"/>.</param>
/// <param name="Note">What the stage said of this photograph, such as why it was not segmented; <see langword="null"/> when it said nothing.</param>
public sealed record ReportStage(string Name, string? Note);
