using RetSam.Biomarkers;

namespace RetSam;

/// <summary>What a table with one row an image says of one measure.</summary>
/// <param name="Id">The measure's stable id.</param>
/// <param name="Unit">The unit of the value.</param>
/// <param name="PhysicalUnit">The unit of the physical value; <see langword="null"/> for a table without one.</param>
/// <param name="HasInterval">Whether the table has the interval of the value.</param>
public sealed record ReportColumn(string Id, string Unit, string? PhysicalUnit, bool HasInterval)
{
    /// <summary>A column for each measure of a catalogue, in its order, with a physical value where the unit is a power of a length.</summary>
    /// <param name="catalogue">The measures, such as <see cref="RetinaAnalyzer.Measures"/> of the analyzer that makes the reports.</param>
    /// <param name="intervals">Whether the reports have intervals (<see cref="RetinaAnalyzerBuilder.WithIntervals"/>).</param>
    public static IReadOnlyList<ReportColumn> Of(MeasureCatalogue catalogue, bool intervals = false)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return [.. catalogue.Measures.Select(m => new ReportColumn(m.Definition.Id, m.Definition.Unit, m.Definition.PhysicalUnit?.Ucum, intervals))];
    }

    /// <summary>
    /// Finds each column's measurement in a report; <see langword="null"/> where the report has none, because the class was not looked for.
    /// </summary>
    /// <param name="columns">The columns.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="ArgumentException">The report has a measure that no column is for, so that a row would lose it.</exception>
    public static IReadOnlyList<ReportMeasurement?> Arrange(IReadOnlyList<ReportColumn> columns, RetinaReport report)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(report);
        var byId = report.Measurements.ToDictionary(m => m.Id, StringComparer.Ordinal);
        var arranged = new ReportMeasurement?[columns.Count];
        for (int i = 0; i < arranged.Length; i++)
        {
            byId.Remove(columns[i].Id, out arranged[i]);
        }

        return byId.Count == 0
            ? arranged
            : throw new ArgumentException($"The report has the measure '{byId.Keys.First()}', which no column is for; give the columns of the catalogue that the report was made with.", nameof(report));
    }
}
