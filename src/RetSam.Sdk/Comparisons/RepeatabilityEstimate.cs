using System.Globalization;

namespace RetSam;

/// <summary>Within-subject standard deviations out of repeated reports.</summary>
internal static class RepeatabilityEstimate
{
    public static RepeatabilityTable Of(IReadOnlyList<IReadOnlyList<RetinaReport>> eyes, string method, RepeatabilityCoverage covers)
    {
        (string Source, string? Sha256)[] origins =
            [.. eyes.SelectMany(e => e).Select(r => (r.Segmentation.Source, r.Segmentation.Model?.Sha256)).Distinct()];
        if (origins.Length > 1)
        {
            throw new ArgumentException(
                $"The reports come from different segmenters ({string.Join(", ", origins.Select(o => o.Source))}); repetitions are made with one.", nameof(eyes));
        }

        bool anyOrigin = covers == RepeatabilityCoverage.Measuring || origins.Length == 0;
        IEnumerable<string> ids = eyes.SelectMany(e => e).SelectMany(r => r.Measurements).Select(m => m.Id).Distinct(StringComparer.Ordinal);
        return new RepeatabilityTable
        {
            SchemaVersion = RepeatabilityTable.CurrentSchemaVersion,
            Method = method,
            Covers = covers,
            Source = anyOrigin ? null : origins[0].Source,
            ModelSha256 = anyOrigin ? null : origins[0].Sha256,
            Entries = [.. ids.Where(id => !PicturedMeasure.IsPlace(id)).Select(id => Estimate(id, eyes)).OfType<RepeatabilityEntry>()],
        };
    }

    private static RepeatabilityEntry? Estimate(string id, IReadOnlyList<IReadOnlyList<RetinaReport>> eyes)
    {
        string? unit = null;
        (int counted, int values) = (0, 0);
        (double squares, double relativeSquares) = (0, 0);
        bool relative = true;
        foreach (IReadOnlyList<RetinaReport> eye in eyes)
        {
            (double Value, string Unit)[] known = [.. eye.Select(r => r.Find(id)).OfType<ReportMeasurement>().Where(m => m.Value is not null).Select(Comparable)];
            unit ??= known is [var first, ..] ? first.Unit : null;
            double[] repeats = [.. known.Where(k => k.Unit == unit).Select(k => PicturedMeasure.Near(id, k.Value, known[0].Value))];
            if (repeats.Length < 2)
            {
                continue;
            }

            double mean = repeats.Average();
            double own = repeats.Sum(v => (v - mean) * (v - mean));
            (counted, values) = (counted + 1, values + repeats.Length);
            squares += own;
            relative &= mean != 0;
            relativeSquares += mean == 0 ? 0 : own / (mean * mean);
        }

        int freedom = values - counted;
        return freedom < RepeatabilityTable.FewestDegreesOfFreedom
            ? null
            : new RepeatabilityEntry(id, unit!, Rounded(Math.Sqrt(squares / freedom)), relative ? Rounded(Math.Sqrt(relativeSquares / freedom)) : null, counted, values);
    }

    private static (double Value, string Unit) Comparable(ReportMeasurement measurement)
        => measurement.Physical is { } physical ? (physical.Value, physical.Unit) : (measurement.Value!.Value, measurement.Unit);

    /// <summary>Four digits: no estimate of a spread has more, and summing in another order changes none of them.</summary>
    private static double Rounded(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
