namespace RetSam.Biomarkers;

/// <summary>What <see cref="Measure.Compute"/> found: a value, or a status with a reason.</summary>
public readonly record struct MeasureOutcome
{
    private MeasureOutcome(double? value, MeasurementStatus status, string? reason, MeasurementFlags flags, IReadOnlyList<MeasurementDetail>? details)
    {
        Value = value;
        Status = status;
        Reason = reason;
        Flags = flags;
        Details = details ?? [];
    }

    /// <summary>The value in the definition's unit, or <see langword="null"/>.</summary>
    public double? Value { get; }

    /// <summary>Whether there is a value.</summary>
    public MeasurementStatus Status { get; }

    /// <summary>Why there is none.</summary>
    public string? Reason { get; }

    /// <summary>What to know before trusting the value.</summary>
    public MeasurementFlags Flags { get; }

    /// <summary>What the value was made from.</summary>
    public IReadOnlyList<MeasurementDetail> Details { get; }

    /// <summary>A value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite: say with <see cref="Missing"/> why it could not be taken.</exception>
    public static MeasureOutcome Of(double value, MeasurementFlags flags = MeasurementFlags.None, IReadOnlyList<MeasurementDetail>? details = null)
        => double.IsFinite(value)
            ? new(value, MeasurementStatus.Ok, null, flags, details)
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A measurement is finite, or it is missing with a reason.");

    /// <summary>No value, and why.</summary>
    /// <param name="status">The kind of reason; not <see cref="MeasurementStatus.Ok"/>.</param>
    /// <param name="reason">A sentence: what was found, what was expected.</param>
    /// <param name="flags">What else to know.</param>
    public static MeasureOutcome Missing(MeasurementStatus status, string reason, MeasurementFlags flags = MeasurementFlags.None)
        => status == MeasurementStatus.Ok
            ? throw new ArgumentException("A missing value needs a status other than Ok.", nameof(status))
            : new(null, status, reason, flags, null);

    /// <summary>The same outcome with more flags, and with one more detail where there is a value.</summary>
    internal MeasureOutcome With(MeasurementFlags flags, MeasurementDetail? detail)
        => new(Value, Status, Reason, Flags | flags, Value is not null && detail is { } more ? Append(more) : Details);

    /// <summary>An array of just that length: a sum of lists would grow one.</summary>
    private MeasurementDetail[] Append(MeasurementDetail detail)
    {
        var details = new MeasurementDetail[Details.Count + 1];
        for (int i = 0; i < Details.Count; i++)
        {
            details[i] = Details[i];
        }

        details[^1] = detail;
        return details;
    }
}
