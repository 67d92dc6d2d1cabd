namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>Measurements by family, which so many first parts of their ids name; what was not looked for is one line.</summary>
internal static class MeasureText
{
    public static void Add(Pins pins, string name, IReadOnlyList<Measurement> measurements, int parts)
    {
        pins.Add($"{name}/not predicted", measurements.Where(m => m.Status == MeasurementStatus.NotPredicted).Select(m => (m.Id, m.Reason)));
        foreach (IGrouping<string, Measurement> family in measurements.Where(m => m.Status != MeasurementStatus.NotPredicted).GroupBy(m => string.Join('.', m.Id.Split('.').Take(parts))))
        {
            pins.Add($"{name}/{family.Key}", family.Select(m =>
                (m.Id, m.Value, m.Low, m.High, m.Physical, m.Status, m.Reason, m.Flags, m.Details.Select(d => (d.Name, d.Value, d.Unit)))));
        }
    }
}
