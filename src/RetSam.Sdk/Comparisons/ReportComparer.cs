using RetSam.Biomarkers;

namespace RetSam;

/// <summary>Compares two reports, measure by measure. For one use.</summary>
internal sealed class ReportComparer
{
    /// <summary>How far the radii of two fields of view differ, at most, that the same camera at the same zoom made.</summary>
    private const double SameRadius = 0.01;

    private readonly RetinaReport _first;
    private readonly RetinaReport _second;
    private readonly ComparisonKind _kind;
    private readonly bool _sameScale;
    private readonly string? _differentSegmenters;
    private readonly RepeatabilityFinder _repeatability;

    public ReportComparer(RetinaReport first, RetinaReport second, RepeatabilityTable? own)
    {
        _first = first;
        _second = second;
        _kind = KindOf(first.Laterality.Eye, second.Laterality.Eye);
        _sameScale = HaveSameFrame(first, second);
        _differentSegmenters = FindDifference(first.Segmentation, second.Segmentation);
        _repeatability = new RepeatabilityFinder(first.Segmentation, own);
    }

    private bool BothScaled => _first.Scale.MicrometresPerPixel is not null && _second.Scale.MicrometresPerPixel is not null;

    private bool NeitherScaled => _first.Scale.MicrometresPerPixel is null && _second.Scale.MicrometresPerPixel is null;

    private bool PixelsComparable => NeitherScaled && _sameScale;

    private bool ScaleIsEstimated => BothScaled && (IsEstimated(_first.Scale.Provenance) || IsEstimated(_second.Scale.Provenance));

    public RetinaComparison Compare()
    {
        Dictionary<string, ReportMeasurement> seconds = _second.Measurements.DistinctBy(m => m.Id).ToDictionary(m => m.Id, StringComparer.Ordinal);
        var changes = new List<MeasureChange>(_first.Measurements.Count);
        foreach (ReportMeasurement first in _first.Measurements)
        {
            seconds.Remove(IdInSecond(first.Id), out ReportMeasurement? second);
            changes.Add(Compare(first, second));
        }

        changes.AddRange(_second.Measurements.Where(m => seconds.ContainsKey(m.Id)).Select(m => Compare(null, m)));
        return new RetinaComparison
        {
            SchemaVersion = RetinaComparison.CurrentSchemaVersion,
            Disclaimer = RetinaReport.NotAMedicalDevice,
            Kind = _kind,
            First = ComparedReport.Of(_first),
            Second = ComparedReport.Of(_second),
            Cautions = [.. FindCautions()],
            Changes = changes,
        };
    }

    private static ComparisonKind KindOf(Laterality first, Laterality second)
        => first == Laterality.Unknown || second == Laterality.Unknown ? ComparisonKind.Unknown
            : first == second ? ComparisonKind.Visits
            : ComparisonKind.Eyes;

    private static bool HaveSameFrame(RetinaReport first, RetinaReport second)
        => (first.Image.Width, first.Image.Height) == (second.Image.Width, second.Image.Height)
            && first.FieldOfView.Origin != FieldOfViewOrigin.WholeFrame
            && second.FieldOfView.Origin != FieldOfViewOrigin.WholeFrame
            && Math.Abs(first.FieldOfView.Radius - second.FieldOfView.Radius) <= SameRadius * Math.Max(first.FieldOfView.Radius, second.FieldOfView.Radius);

    private static string? FindDifference(ReportSegmentation first, ReportSegmentation second)
    {
        if (first.Source != second.Source || first.Model?.Sha256 != second.Model?.Sha256)
        {
            return $"The masks come from '{first.Source}' and '{second.Source}' with different weights or none: repeatability is of one method.";
        }

        return first.Stages.Select(s => s.Name).SequenceEqual(second.Stages.Select(s => s.Name))
            ? null
            : "The photographs went through different stages: repeatability is of one method.";
    }

    private static bool IsEstimated(PixelScaleProvenance provenance) => provenance is PixelScaleProvenance.FromDiscDiameter or PixelScaleProvenance.FromFovAngle;

    private IEnumerable<ComparisonCaution> FindCautions()
    {
        (ComparisonCaution Caution, bool Holds)[] all =
        [
            (ComparisonCaution.DifferentSegmenters, _differentSegmenters is not null),
            (ComparisonCaution.EyeUnknown, _kind == ComparisonKind.Unknown),
            (ComparisonCaution.SameScaleAssumed, PixelsComparable),
            (ComparisonCaution.ScalesNotComparable, !BothScaled && !PixelsComparable),
            (ComparisonCaution.ScaleEstimated, ScaleIsEstimated),
            (ComparisonCaution.DifferentVersions, _first.Generator != _second.Generator),
            (ComparisonCaution.SecondIsEarlier, _kind == ComparisonKind.Visits && _second.Image.CaptureTime < _first.Image.CaptureTime),
        ];
        return all.Where(c => c.Holds).Select(c => c.Caution);
    }

    private string IdInSecond(string id) => _kind == ComparisonKind.Eyes ? PicturedMeasure.IdInMirror(id) : id;

    private MeasureChange Compare(ReportMeasurement? first, ReportMeasurement? second)
    {
        string id = first?.Id ?? IdInSecond(second!.Id);
        bool physical = BothScaled && HasPhysicalIfAny(first) && HasPhysicalIfAny(second) && (first?.Physical ?? second?.Physical) is not null;
        string unit = (physical ? first?.Physical?.Unit ?? second?.Physical?.Unit : null) ?? first?.Unit ?? second!.Unit;
        double? before = physical ? first?.Physical?.Value : first?.Value;
        double? after = physical ? second?.Physical?.Value : second?.Value;
        if (after is { } seen && _kind == ComparisonKind.Eyes)
        {
            after = PicturedMeasure.InMirror(id, seen);
        }

        (ChangeStatus status, string? reason) = StatusOf(id, first, second, unit);
        var change = new MeasureChange
        {
            Id = id,
            Name = (first ?? second)!.Name,
            Unit = unit,
            First = before,
            Second = after,
            Change = null,
            RelativeChange = null,
            Status = status,
            Repeatability = null,
            Verdict = ChangeVerdict.Unknown,
            Reason = reason,
            Flags = (first?.Flags ?? MeasurementFlags.None) | (second?.Flags ?? MeasurementFlags.None),
        };
        return status == ChangeStatus.Compared ? Judge(change, first!, second!) : change;
    }

    private (ChangeStatus Status, string? Reason) StatusOf(string id, ReportMeasurement? first, ReportMeasurement? second, string unit)
    {
        if (first?.Value is null && second?.Value is null)
        {
            return (ChangeStatus.MissingInBoth, first?.Reason ?? second?.Reason ?? "Neither report holds it.");
        }

        if (first?.Value is null)
        {
            return (ChangeStatus.MissingInFirst, first?.Reason ?? "The first report does not hold it.");
        }

        if (second?.Value is null)
        {
            return (ChangeStatus.MissingInSecond, second?.Reason ?? "The second report does not hold it.");
        }

        if (PicturedMeasure.IsPlace(id))
        {
            return (ChangeStatus.PlaceInFrame, "A place in the frame moves with the camera.");
        }

        if (first.Unit != second.Unit || (first.Physical?.Unit != second.Physical?.Unit && unit != first.Unit))
        {
            return (ChangeStatus.UnitsDiffer, $"The reports give it in {first.Physical?.Unit ?? first.Unit} and in {second.Physical?.Unit ?? second.Unit}.");
        }

        if (_kind == ComparisonKind.Unknown && PicturedMeasure.DependsOnEye(id))
        {
            return (ChangeStatus.EyeUnknown, "It is seen from the picture's side: the eyes must be known, to be mirrored where they are a pair.");
        }

        if (IsOfPixels(unit) && !PixelsComparable)
        {
            return (ChangeStatus.ScaleUnknown, BothScaled
                ? "It is in pixels, and the report has no physical value of it."
                : "It is in pixels, and a pixel of one photograph is not a pixel of the other: give both a PixelScale.");
        }

        return (ChangeStatus.Compared, null);
    }

    private static bool HasPhysicalIfAny(ReportMeasurement? measurement) => measurement?.Value is null || measurement.Physical is not null;

    private static bool IsOfPixels(string unit) => unit.StartsWith("px", StringComparison.Ordinal);

    private MeasureChange Judge(MeasureChange change, ReportMeasurement first, ReportMeasurement second)
    {
        double before = change.First!.Value;
        double by = PicturedMeasure.Near(change.Id, change.Second!.Value, before) - before;
        double relative = by / Math.Abs(before);
        MeasureChange compared = change with
        {
            Change = by,
            RelativeChange = change.Unit != "deg" && double.IsFinite(relative) ? relative : null,
        };
        if (_differentSegmenters is { } difference)
        {
            return compared with { Reason = difference };
        }

        if (_repeatability.Find(compared, first, second) is not { } repeatability)
        {
            return compared with { Reason = "Its repeatability is not known: nobody measured it." };
        }

        bool exceeds = Math.Abs(by) > repeatability.Coefficient;
        return exceeds && change.Unit != first.Unit && ScaleIsEstimated && repeatability.Covers != RepeatabilityCoverage.Photographs
            ? compared with { Repeatability = repeatability, Reason = "A scale was estimated from the photograph, and its error is not in the repeatability." }
            : compared with { Repeatability = repeatability, Verdict = exceeds ? ChangeVerdict.Exceeds : ChangeVerdict.Within };
    }
}
