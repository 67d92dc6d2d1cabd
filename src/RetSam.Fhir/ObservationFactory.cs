using System.Globalization;
using Hl7.Fhir.Model;
using RetSam.Biomarkers;

namespace RetSam.Fhir;

/// <summary>Makes an observation of a measurement or a finding.</summary>
internal sealed class ObservationFactory(RetinaReport report, FhirOptions options, ResourceReference device)
{
    private ObservationStatus Status => options.IsVerified ? ObservationStatus.Final : ObservationStatus.Preliminary;

    public Observation Create(ReportMeasurement measurement)
    {
        Observation observation = Begin(Codes.OfMeasure(measurement.Id, measurement.Name));
        MeasureDefinition? definition = options.Catalogue.Find(measurement.Id)?.Definition;
        if (definition is not null)
        {
            observation.Method = new CodeableConcept { Text = definition.Source };
        }

        if (measurement.Value is { } value)
        {
            SetValue(observation, measurement, value);
        }
        else
        {
            observation.DataAbsentReason = Missing(measurement);
        }

        AddNotes(observation, measurement);
        return observation;
    }

    public Observation Create(Finding finding)
    {
        Observation observation = Begin(new CodeableConcept(Codes.Findings, finding.Id, finding.Name, finding.Name));
        observation.Method = new CodeableConcept { Text = finding.Source };
        if (finding.Grade is { } grade)
        {
            string code = string.Create(CultureInfo.InvariantCulture, $"{finding.Id}/{grade}");
            string text = finding.Status == FindingStatus.AtLeast ? $"At least: {finding.GradeName}" : finding.GradeName!;
            observation.Value = new CodeableConcept(Codes.Findings, code, finding.GradeName, text);
        }
        else
        {
            observation.DataAbsentReason = Codes.Absent("not-performed", "Not Performed", "Too many measures are missing for a grade.");
        }

        foreach (FindingEvidence evidence in finding.Evidence)
        {
            AddNote(observation, string.Create(
                CultureInfo.InvariantCulture,
                $"{evidence.Measure} is {evidence.Value:R} {evidence.Unit}: {(evidence.Holds ? "" : "not ")}{Words(evidence.Comparison)} {evidence.Threshold:R} {evidence.Unit} ({evidence.Source})."));
        }

        foreach (FindingGap gap in finding.Missing)
        {
            AddNote(observation, $"Missing: {gap.Measure}. {gap.Reason}");
        }

        if (finding.Note is { } note)
        {
            AddNote(observation, note);
        }

        AddNote(observation, finding.Disclaimer);
        return observation;
    }

    private static string Words(FindingComparison comparison) => comparison switch
    {
        FindingComparison.Less => "less than",
        FindingComparison.LessOrEqual => "at most",
        FindingComparison.Greater => "greater than",
        FindingComparison.GreaterOrEqual => "at least",
        _ => "equal to",
    };

    /// <summary>The physical value where there is one: it can be compared between cameras. The pixels stay beside it.</summary>
    private static void SetValue(Observation observation, ReportMeasurement measurement, double value)
    {
        Quantity inPixels = Units.ToQuantity(value, measurement.Unit);
        if (measurement.Physical is { } physical)
        {
            observation.Value = Units.ToQuantity(physical.Value, physical.Unit);
            AddComponent(observation, "value-in-image-units", "Value in the image's own units", inPixels);
        }
        else
        {
            observation.Value = inPixels;
        }

        if (measurement.Low is { } low && measurement.High is { } high)
        {
            AddComponent(observation, "interval-low", "Least value over probability thresholds", Units.ToQuantity(low, measurement.Unit));
            AddComponent(observation, "interval-high", "Greatest value over probability thresholds", Units.ToQuantity(high, measurement.Unit));
        }
    }

    private static void AddComponent(Observation observation, string code, string display, Quantity value)
        => observation.Component.Add(new Observation.ComponentComponent { Code = Codes.Part(code, display), Value = value });

    private static CodeableConcept Missing(ReportMeasurement measurement) => measurement.Status switch
    {
        MeasurementStatus.NotPredicted => Codes.Absent("not-performed", "Not Performed", measurement.Reason),
        MeasurementStatus.NoneFound => Codes.Absent("not-applicable", "Not Applicable", measurement.Reason),
        MeasurementStatus.NoScale or MeasurementStatus.NoLaterality => Codes.Absent("unknown", "Unknown", measurement.Reason),
        _ => Codes.Absent("not-performed", "Not Performed", measurement.Reason),
    };

    private static void AddNotes(Observation observation, ReportMeasurement measurement)
    {
        if (measurement.Status != MeasurementStatus.Ok)
        {
            AddNote(observation, $"Status: {measurement.Status}.");
        }

        if (measurement.Flags != MeasurementFlags.None)
        {
            AddNote(observation, $"Flags: {measurement.Flags}.");
        }

        if (measurement.Physical is { } physical)
        {
            AddNote(observation, $"Scale: {physical.Scale}.");
        }
    }

    private static void AddNote(Observation observation, string text) => observation.Note.Add(new Annotation { Text = text });

    private Observation Begin(CodeableConcept code)
    {
        var observation = new Observation
        {
            Status = Status,
            Code = code,
            Device = device,
            BodySite = Codes.OfEye(report.Laterality.Eye),
        };
        observation.Category.Add(Codes.Imaging());
        if (options.Subject is { } subject)
        {
            observation.Subject = new ResourceReference(subject);
            observation.Effective = ReportBundle.CaptureTime(report);
        }

        return observation;
    }
}
