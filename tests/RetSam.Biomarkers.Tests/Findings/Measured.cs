namespace RetSam.Biomarkers.Tests.Findings;

/// <summary>Measured values without an eye.</summary>
internal static class Measured
{
    public static Measurement Value(string id, double value, string unit = "1", PixelScale scale = default) => new(Define(id, unit), MeasureOutcome.Of(value), scale);

    public static Measurement None(string id, string reason) => new(Define(id, "1"), MeasureOutcome.Missing(MeasurementStatus.NotPredicted, reason), default);

    public static IReadOnlyList<Measurement> Values(params (string Id, double Value)[] values) => [.. values.Select(v => Value(v.Id, v.Value))];

    private static MeasureDefinition Define(string id, string unit) => new()
    {
        Id = id,
        Name = id,
        Definition = id,
        Unit = unit,
        PhysicalUnit = PhysicalUnit.Behind(unit),
        Source = "test",
        Inputs = MeasureInputs.None,
    };
}
