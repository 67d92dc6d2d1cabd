using System.Security.Cryptography;
using System.Text;
using Hl7.Fhir.Model;

namespace RetSam.Fhir;

/// <summary>
/// Puts a report into HL7 FHIR R4: a <see cref="Bundle"/> of one <see cref="DiagnosticReport"/>, the <see cref="Device"/> that measured, and an
/// <see cref="Observation"/> for each measurement and finding. Thread-safe. The same report and options give the same bundle.
/// </summary>
/// <remarks>
/// Every observation carries the measure's stable id as code; DICOM codes stand beside it where they mean the same. Values are physical
/// where the scale is known, else in pixels (as UCUM annotations). A measure without a value has a <c>dataAbsentReason</c>. Statuses, flags
/// and the scale's provenance are notes, the source of the definition is the method. Nothing that may point to a person is written unless
/// <see cref="FhirOptions.Subject"/> is given. This package uses reflection: it is not for trimmed or NativeAOT applications.
/// </remarks>
public static class ReportBundle
{
    /// <summary>Makes the bundle of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="options">What only the caller knows; <see langword="null"/> means <see cref="FhirOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">A value is beyond what a FHIR decimal holds.</exception>
    public static Bundle Create(RetinaReport report, FhirOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= FhirOptions.Default;
        var names = new EntryNames(report);
        var bundle = new Bundle { Type = options.IsTransaction ? Bundle.BundleType.Transaction : Bundle.BundleType.Collection };
        DiagnosticReport diagnostic = Begin(report, options);
        Add(bundle, names.Of("report"), diagnostic, options);

        string device = names.Of("device");
        Add(bundle, device, CreateDevice(report), options);
        var observations = new ObservationFactory(report, options, new ResourceReference(device));
        foreach (ReportMeasurement measurement in report.Measurements)
        {
            if ((measurement.Value is not null || options.IncludeMissing) && options.Measures?.Contains(measurement.Id) != false)
            {
                AddResult(names.Of("measure " + measurement.Id), observations.Create(measurement));
            }
        }

        foreach (RetSam.Biomarkers.Finding finding in report.Findings)
        {
            AddResult(names.Of("finding " + finding.Id), observations.Create(finding));
        }

        return bundle;

        void AddResult(string url, Observation observation)
        {
            diagnostic.Result.Add(new ResourceReference(url));
            Add(bundle, url, observation, options);
        }
    }

    internal static FhirDateTime? CaptureTime(RetinaReport report) => report.Image.CaptureTime is { } time ? new FhirDateTime(time) : null;

    private static DiagnosticReport Begin(RetinaReport report, FhirOptions options)
    {
        var diagnostic = new DiagnosticReport
        {
            Status = options.IsVerified ? DiagnosticReport.DiagnosticReportStatus.Final : DiagnosticReport.DiagnosticReportStatus.Preliminary,
            Code = Codes.Part("fundus-photograph-measures", "Measures of a colour fundus photograph"),
            Conclusion = Conclude(report),
            Issued = options.Issued,
        };
        diagnostic.Category.Add(new CodeableConcept("http://terminology.hl7.org/CodeSystem/v2-0074", "IMG", "Diagnostic Imaging", null));
        if (options.Subject is { } subject)
        {
            diagnostic.Subject = new ResourceReference(subject);
            diagnostic.Effective = CaptureTime(report);
            if (report.Image.SourceId is { Length: > 0 } source)
            {
                diagnostic.Identifier.Add(new Identifier { Value = source });
            }
        }

        return diagnostic;
    }

    private static string Conclude(RetinaReport report)
    {
        var text = new StringBuilder(report.Disclaimer);
        foreach (RetSam.Biomarkers.Finding finding in report.Findings)
        {
            string grade = finding.Status switch
            {
                RetSam.Biomarkers.FindingStatus.Assessed => finding.GradeName!,
                RetSam.Biomarkers.FindingStatus.AtLeast => $"at least {finding.GradeName}",
                _ => "not assessable",
            };
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $" {finding.Name}: {grade}.");
        }

        return text.ToString();
    }

    /// <summary>The model that found the masks, else the program that measured masks which were given.</summary>
    private static Device CreateDevice(RetinaReport report)
    {
        ReportModel? model = report.Segmentation.Model;
        var device = new Device
        {
            Status = Device.FHIRDeviceStatus.Active,
            Type = new CodeableConcept { Text = "Software that measures colour fundus photographs; not a medical device" },
        };
        device.DeviceName.Add(new Device.DeviceNameComponent { Name = model?.Id ?? report.Segmentation.Source, Type = DeviceNameType.ModelName });
        if (model is not null)
        {
            device.Identifier.Add(new Identifier("https://retsam.invalid/fhir/model-sha256", model.Sha256));
            device.Version.Add(new Device.VersionComponent { Type = new CodeableConcept { Text = "model" }, Value = model.Version });
        }

        device.Version.Add(new Device.VersionComponent { Type = new CodeableConcept { Text = report.Generator.Name }, Value = report.Generator.Version });
        device.Note.Add(new Annotation { Text = report.Disclaimer });
        return device;
    }

    private static void Add(Bundle bundle, string url, Resource resource, FhirOptions options)
    {
        var entry = new Bundle.EntryComponent { FullUrl = url, Resource = resource };
        if (options.IsTransaction)
        {
            entry.Request = new Bundle.RequestComponent { Method = Bundle.HTTPVerb.POST, Url = resource.TypeName };
        }

        bundle.Entry.Add(entry);
    }

    /// <summary>Names entries by what they are of which report, so that the same report gives the same names and another one others.</summary>
    private sealed class EntryNames(RetinaReport report)
    {
        private readonly byte[] _report = SHA256.HashData(Encoding.UTF8.GetBytes(report.ToJsonLine()));

        /// <summary>A UUID of version 8: bits of a hash.</summary>
        public string Of(string part)
        {
            byte[] hash = SHA256.HashData([.. _report, .. Encoding.UTF8.GetBytes(part)]);
            hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
            hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
            return $"urn:uuid:{new Guid(hash.AsSpan(0, 16), bigEndian: true)}";
        }
    }
}
