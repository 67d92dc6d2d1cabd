using Hl7.Fhir.Model;

namespace RetSam.Fhir;

/// <summary>
/// The codes that are written. The measures' own ids are always there; codes of others only where they are certain to mean the same.
/// </summary>
internal static class Codes
{
    /// <summary>The code system of measures: the code is the stable id.</summary>
    public const string Measures = "https://retsam.invalid/fhir/CodeSystem/measures";

    /// <summary>The code system of findings: the code is the rule's id, or the id, a slash and the grade.</summary>
    public const string Findings = "https://retsam.invalid/fhir/CodeSystem/findings";

    /// <summary>The code system of what this package adds: parts of observations, kinds of reports.</summary>
    public const string Parts = "https://retsam.invalid/fhir/CodeSystem/parts";

    private const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";
    private const string Snomed = "http://snomed.info/sct";
    private const string AbsentReasons = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    // DICOM PS3.16, context group 4281 "Optic Disc Key Measurements".
    private static readonly Dictionary<string, (string Code, string Display)> DicomByMeasure = new(StringComparer.Ordinal)
    {
        ["cdr.area"] = ("131256", "Cup to disc area ratio"),
        ["cdr.vertical"] = ("131257", "Cup to disc ratio vertical"),
        ["cdr.horizontal"] = ("131258", "Cup to disc ratio horizontal"),
        ["rim.area"] = ("131259", "Neuroretinal rim area"),
        ["cup.area"] = ("131261", "Optic cup area"),
        ["disc.area"] = ("131262", "Optic disc area"),
    };

    public static CodeableConcept OfMeasure(string id, string name)
    {
        var concept = new CodeableConcept { Text = name };
        concept.Coding.Add(new Coding(Measures, id, name));
        if (DicomByMeasure.TryGetValue(id, out (string Code, string Display) dicom))
        {
            concept.Coding.Add(new Coding(Dicom, dicom.Code, dicom.Display));
        }

        return concept;
    }

    public static CodeableConcept Part(string code, string display) => new(Parts, code, display, display);

    /// <summary>The eye as a body site; <see langword="null"/> when it is not known.</summary>
    public static CodeableConcept? OfEye(Laterality eye) => eye switch
    {
        Laterality.Right => new CodeableConcept(Snomed, "362502000", "Entire right eye", null),
        Laterality.Left => new CodeableConcept(Snomed, "362503005", "Entire left eye", null),
        _ => null,
    };

    public static CodeableConcept Imaging() => new("http://terminology.hl7.org/CodeSystem/observation-category", "imaging", "Imaging", null);

    public static CodeableConcept Absent(string code, string display, string? text) => new(AbsentReasons, code, display, text);
}
