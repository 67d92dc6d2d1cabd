namespace RetSam.Biomarkers;

/// <summary>
/// One measured value with its unit, or the reason why there is none. Never NaN and never a silent zero: <see cref="Value"/> is a
/// finite number exactly when <see cref="Status"/> is <see cref="MeasurementStatus.Ok"/>.
/// </summary>
public sealed record Measurement
{
    // NaN stands for no value: a report holds a thousand of these, and a number that may be missing is twice as long.
    private readonly double _value = double.NaN;
    private readonly double _low = double.NaN;
    private readonly double _high = double.NaN;

    internal Measurement(MeasureDefinition definition, MeasureOutcome outcome, PixelScale scale)
    {
        Definition = definition;
        Status = outcome.Status;
        Reason = outcome.Reason;
        Flags = outcome.Flags;
        Details = outcome.Details;
        _value = outcome.Value ?? double.NaN;
        if (outcome.Value is { } value && definition.PhysicalUnit is { } unit && scale.MicrometresPerPixel is { } micrometres)
        {
            Physical = new PhysicalValue(value * unit.FactorFrom(micrometres), unit.Ucum, scale.Provenance);
        }
    }

    /// <summary>What was measured.</summary>
    public MeasureDefinition Definition { get; }

    /// <summary>The stable id, such as <c>vessel.artery.crae.knudtson</c>.</summary>
    public string Id => Definition.Id;

    /// <summary>The value in <see cref="Unit"/>; <see langword="null"/> when it could not be taken.</summary>
    public double? Value => Known(_value);

    /// <summary>
    /// The least of the values at the class's own probability threshold and at those around it, in <see cref="Unit"/>; at most
    /// <see cref="Value"/>. <see langword="null"/> unless asked for (<see cref="MeasureCatalogue.AddIntervals"/>) and there are probabilities.
    /// </summary>
    public double? Low { get => Known(_low); internal init => _low = value ?? double.NaN; }

    /// <summary>The greatest of the same values, at least <see cref="Value"/>; there exactly when <see cref="Low"/> is.</summary>
    public double? High { get => Known(_high); internal init => _high = value ?? double.NaN; }

    /// <summary>The unit of <see cref="Value"/> (UCUM where it has one; px, px2 and px-1 for pixels).</summary>
    public string Unit => Definition.Unit;

    /// <summary>The same value in physical units, with the provenance of the scale; <see langword="null"/> without a scale or a value, or when the unit is not a length.</summary>
    public PhysicalValue? Physical { get; }

    /// <summary>Whether there is a value, and if not, which kind of reason.</summary>
    public MeasurementStatus Status { get; }

    /// <summary>Why there is no value, in a sentence; <see langword="null"/> when there is one.</summary>
    public string? Reason { get; }

    /// <summary>What to know before trusting the value.</summary>
    public MeasurementFlags Flags { get; }

    /// <summary>What the value was made from, such as the branches of a CRAE; empty for most measures.</summary>
    public IReadOnlyList<MeasurementDetail> Details { get; }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
