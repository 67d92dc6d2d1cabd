using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace RetSam.Fhir;

/// <summary>Reports as FHIR.</summary>
public static class ReportFhirExtensions
{
    private static readonly FhirJsonSerializer Serializer = new();

    /// <summary>The report as a FHIR R4 bundle; see <see cref="ReportBundle.Create"/>.</summary>
    /// <exception cref="ArgumentException">A value is beyond what a FHIR decimal holds.</exception>
    public static Bundle ToFhir(this RetinaReport report, FhirOptions? options = null) => ReportBundle.Create(report, options);

    /// <summary>The report as a FHIR R4 bundle in indented JSON.</summary>
    /// <exception cref="ArgumentException">A value is beyond what a FHIR decimal holds.</exception>
    public static string ToFhirJson(this RetinaReport report, FhirOptions? options = null)
        => Serializer.SerializeToString(ReportBundle.Create(report, options), pretty: true).ReplaceLineEndings("\n");
}
