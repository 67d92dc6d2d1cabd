using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Validation;
using RetSam.Biomarkers;
using RetSam.Sdk.Tests;

namespace RetSam.Fhir.Tests;

public sealed class ReportBundleTests
{
    private const string OwnMeasures = "https://retsam.invalid/fhir/CodeSystem/measures";
    private static readonly RetinaReport Report = PhantomReport.Create(sourceId: "Smith, Jane 1950-01-02.jpg", source: "lite");

    [Fact]
    public void What_is_written_reads_back_by_the_strict_reader_and_writes_the_same_again()
    {
        string json = Report.ToFhirJson();
        Resource read = new FhirJsonDeserializer().DeserializeResource(json);
        Assert.Equal(json, new FhirJsonSerializer().SerializeToString(read, pretty: true).ReplaceLineEndings("\n"));
        Assert.True(Report.ToFhir().IsExactly(read));
    }

    [Fact]
    public void The_bundle_is_valid_by_every_rule_the_library_can_check_offline()
    {
        foreach (Bundle bundle in new[] { Report.ToFhir(), Report.ToFhir(new FhirOptions { Subject = "Patient/123", IsTransaction = true, IsVerified = true }) })
        {
            Assert.Empty(bundle.Validate(ModelInfo.ModelInspector));
        }
    }

    [Fact]
    public void Each_measure_and_finding_is_an_observation_that_the_report_refers_to()
    {
        Bundle bundle = Report.ToFhir();
        Assert.Equal(2 + Report.Measurements.Count + Report.Findings.Count, bundle.Entry.Count);
        Assert.Equal(bundle.Entry.Count, bundle.Entry.Select(e => e.FullUrl).Distinct().Count());
        var report = (DiagnosticReport)bundle.Entry[0].Resource;
        Assert.Equal(bundle.Entry.Skip(2).Select(e => e.FullUrl), report.Result.Select(r => r.Reference));
        Assert.All(Observations(bundle), o => Assert.Equal(bundle.Entry[1].FullUrl, o.Device.Reference));
        Assert.Equal(Report.Measurements.Select(m => m.Id), Observations(bundle).SelectMany(o => o.Code.Coding.Where(c => c.System == OwnMeasures)).Select(c => c.Code));
    }

    [Fact]
    public void A_length_is_given_in_micrometres_with_the_pixels_beside_it()
    {
        Observation disc = Of(Report, "disc.area");
        ReportMeasurement expected = Report.Find("disc.area")!;
        var value = (Quantity)disc.Value;
        Assert.Equal(("um2", "http://unitsofmeasure.org"), (value.Code, value.System));
        Assert.Equal(expected.Physical!.Value, (double)value.Value!.Value, expected.Physical.Value * 1e-14);
        var pixels = (Quantity)Assert.Single(disc.Component).Value;
        Assert.Equal(("{px2}", (decimal)expected.Value!.Value), (pixels.Code, pixels.Value));
        Assert.Contains(disc.Note, n => n.Text == "Scale: Given.");
    }

    [Fact]
    public void Without_a_scale_the_value_is_in_pixels()
    {
        Observation disc = Of(PhantomReport.Create(micrometresPerPixel: null), "disc.area");
        Assert.Equal("{px2}", ((Quantity)disc.Value).Code);
        Assert.Empty(disc.Component);
    }

    [Fact]
    public void An_interval_is_two_components()
    {
        RetinaReport report = Report with { Measurements = [Report.Find("cdr.vertical")! with { Low = 0.125, High = 0.875, Value = 0.5 }] };
        Observation ratio = Of(report, "cdr.vertical");
        Assert.Equal([("interval-low", 0.125m), ("interval-high", 0.875m)], ratio.Component.Select(c => (c.Code.Coding[0].Code, ((Quantity)c.Value).Value!.Value)));
    }

    [Fact]
    public void Every_measure_without_a_value_says_why_and_has_none()
    {
        ReportMeasurement[] missing = [.. Report.Measurements.Where(m => m.Value is null)];
        Assert.NotEmpty(missing);
        Assert.All(missing, m =>
        {
            Observation observation = Of(Report, m.Id);
            Assert.Null(observation.Value);
            Assert.Equal("http://terminology.hl7.org/CodeSystem/data-absent-reason", observation.DataAbsentReason.Coding[0].System);
            Assert.Equal(m.Reason, observation.DataAbsentReason.Text);
            Assert.Contains(observation.Note, n => n.Text == $"Status: {m.Status}.");
        });
        Assert.DoesNotContain(Observations(Report.ToFhir(new FhirOptions { IncludeMissing = false })).Where(o => o.Code.Coding[0].System == OwnMeasures), o => o.Value is null);
    }

    [Fact]
    public void Flags_are_notes_and_the_source_of_the_definition_is_the_method()
    {
        ReportMeasurement flagged = Report.Measurements.First(m => m.Flags != MeasurementFlags.None);
        Observation observation = Of(Report, flagged.Id);
        Assert.Contains(observation.Note, n => n.Text == $"Flags: {flagged.Flags}.");
        Assert.Equal(MeasureCatalogue.Default.Find(flagged.Id)!.Definition.Source, observation.Method.Text);
    }

    [Theory]
    [InlineData("cdr.vertical", "131257")]
    [InlineData("cdr.horizontal", "131258")]
    [InlineData("cdr.area", "131256")]
    [InlineData("rim.area", "131259")]
    [InlineData("cup.area", "131261")]
    [InlineData("disc.area", "131262")]
    public void The_disc_s_key_measures_carry_their_DICOM_codes(string id, string code)
        => Assert.Equal(code, Of(Report, id).Code.Coding.Single(c => c.System == "http://dicom.nema.org/resources/ontology/DCM").Code);

    [Theory]
    [InlineData(Laterality.Right, "362502000")]
    [InlineData(Laterality.Left, "362503005")]
    [InlineData(Laterality.Unknown, null)]
    public void The_eye_is_the_body_site(Laterality eye, string? code)
        => Assert.Equal(code, Of(PhantomReport.Create(eye: eye), "disc.area").BodySite?.Coding[0].Code);

    [Fact]
    public void The_device_is_the_model_and_the_conclusion_says_it_is_not_a_medical_one()
    {
        Bundle bundle = Report.ToFhir();
        var device = (Device)bundle.Entry[1].Resource;
        Assert.Equal((Report.Segmentation.Model!.Id, Report.Segmentation.Model.Sha256), (device.DeviceName[0].Name, device.Identifier[0].Value));
        Assert.Contains(device.Version, v => v.Value == "1.2.0");
        Assert.Contains(RetinaReport.NotAMedicalDevice, ((DiagnosticReport)bundle.Entry[0].Resource).Conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_subject_nothing_points_to_a_person()
    {
        RetinaReport report = Report with { Image = Report.Image with { CaptureTime = new DateTimeOffset(2019, 3, 4, 5, 6, 7, TimeSpan.Zero) } };
        string json = report.ToFhirJson();
        Assert.DoesNotContain("Smith", json, StringComparison.Ordinal);
        Assert.DoesNotContain("2019-", json, StringComparison.Ordinal);
        Assert.DoesNotContain("subject", json, StringComparison.Ordinal);

        Bundle named = report.ToFhir(new FhirOptions { Subject = "Patient/123" });
        var diagnostic = (DiagnosticReport)named.Entry[0].Resource;
        Assert.Equal(("Patient/123", "Smith, Jane 1950-01-02.jpg"), (diagnostic.Subject.Reference, diagnostic.Identifier[0].Value));
        Assert.All(Observations(named), o => Assert.Equal("Patient/123", o.Subject.Reference));
        Assert.Equal(report.Image.CaptureTime, ((FhirDateTime)diagnostic.Effective).ToDateTimeOffset(TimeSpan.Zero));
    }

    [Fact]
    public void Statuses_are_preliminary_until_a_person_has_looked()
    {
        Assert.All(Observations(Report.ToFhir()), o => Assert.Equal(ObservationStatus.Preliminary, o.Status));
        Assert.All(Observations(Report.ToFhir(new FhirOptions { IsVerified = true })), o => Assert.Equal(ObservationStatus.Final, o.Status));
    }

    [Fact]
    public void A_finding_that_cannot_be_graded_says_what_is_missing()
    {
        Finding finding = Report.Findings.First(f => f.Status == FindingStatus.NotAssessable);
        Observation observation = Observations(Report.ToFhir()).Single(o => o.Code.Coding[0].Code == finding.Id);
        Assert.Null(observation.Value);
        Assert.NotNull(observation.DataAbsentReason);
        Assert.All(finding.Missing, gap => Assert.Contains(observation.Note, n => n.Text.Contains(gap.Measure, StringComparison.Ordinal)));
        Assert.Contains(observation.Note, n => n.Text == Finding.NotADiagnosis);
    }

    [Fact]
    public void A_transaction_posts_every_resource_to_its_type()
        => Assert.All(Report.ToFhir(new FhirOptions { IsTransaction = true }).Entry, e => Assert.Equal((Bundle.HTTPVerb.POST, e.Resource.TypeName), (e.Request.Method, e.Request.Url)));

    [Fact]
    public void Measures_can_be_chosen()
        => Assert.Equal("disc.area", Assert.Single(Observations(Report.ToFhir(new FhirOptions { Measures = new HashSet<string> { "disc.area" } })), o => o.Code.Coding[0].System == OwnMeasures).Code.Coding[0].Code);

    private static Observation Of(RetinaReport report, string id) => Observations(report.ToFhir()).Single(o => o.Code.Coding[0].Code == id);

    private static IEnumerable<Observation> Observations(Bundle bundle) => bundle.Entry.Select(e => e.Resource).OfType<Observation>();
}
