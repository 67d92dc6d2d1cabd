using RetSam.Biomarkers;

namespace RetSam.Fhir;

/// <summary>What only the caller knows of a report, and what the bundle is to hold.</summary>
public sealed record FhirOptions
{
    /// <summary>Options that leave everything to the defaults: a bundle that says nothing of a patient.</summary>
    public static FhirOptions Default { get; } = new();

    /// <summary>
    /// A reference to the patient, such as <c>Patient/123</c>. Without it, the default, nothing that may point to a person is written: no
    /// subject, no source id (often a file's name) and no time of capture.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>When the report was made available; <see langword="null"/>, the default, writes none, so that the same report gives the same bytes.</summary>
    public DateTimeOffset? Issued { get; init; }

    /// <summary>Whether a person has verified the numbers: status <c>final</c>, else <c>preliminary</c>, the default.</summary>
    public bool IsVerified { get; init; }

    /// <summary>Whether measures without a value are written, with the reason. Default <see langword="true"/>.</summary>
    public bool IncludeMissing { get; init; } = true;

    /// <summary>The ids of the measures to write; <see langword="null"/>, the default, means all.</summary>
    public IReadOnlySet<string>? Measures { get; init; }

    /// <summary>Where definitions and sources of measures are looked up. Default <see cref="MeasureCatalogue.Default"/>.</summary>
    public MeasureCatalogue Catalogue { get; init; } = MeasureCatalogue.Default;

    /// <summary>Whether the bundle is a transaction that a server stores (<c>POST</c> for each resource) or, the default, a collection.</summary>
    public bool IsTransaction { get; init; }
}
