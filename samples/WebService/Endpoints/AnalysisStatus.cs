using RetSam.WebService.Analyses;

namespace RetSam.WebService.Endpoints;

/// <summary>What <c>GET /analyses/{id}</c> says.</summary>
/// <param name="Id">The id.</param>
/// <param name="State">How far it is.</param>
/// <param name="Step">What it is busy with, while it runs.</param>
/// <param name="Ahead">How many wait before it, while it waits.</param>
/// <param name="CreatedAt">When the upload was complete.</param>
/// <param name="ExpiresAt">When a finished analysis is forgotten at the latest.</param>
/// <param name="Failure">Why it failed, in the SDK's words.</param>
/// <param name="Landmarks">Where disc, zones and fovea are, once completed.</param>
/// <param name="Links">What can be fetched next.</param>
/// <param name="Disclaimer">What should stand wherever the numbers are shown.</param>
public sealed record AnalysisStatus(
    string Id,
    AnalysisState State,
    AnalysisStep? Step,
    int? Ahead,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    string? Failure,
    Landmarks? Landmarks,
    AnalysisLinks Links,
    string Disclaimer);

/// <summary>Where the parts of an analysis are; all but <paramref name="Self"/> only once it is completed.</summary>
/// <param name="Self">The status.</param>
/// <param name="Report">The report as JSON.</param>
/// <param name="Overlay">What was found, drawn over the photograph.</param>
/// <param name="Photograph">The photograph as browsers show it.</param>
/// <param name="Masks">The mask of each class that was looked for.</param>
public sealed record AnalysisLinks(string Self, string? Report, string? Overlay, string? Photograph, IReadOnlyDictionary<string, string>? Masks);
