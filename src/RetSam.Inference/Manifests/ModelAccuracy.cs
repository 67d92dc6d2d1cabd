namespace RetSam.Inference;

/// <summary>One measured accuracy of a model.</summary>
public sealed record ModelAccuracy
{
    /// <summary>What it was measured on, such as <c>DRIVE test</c>.</summary>
    public required string Set { get; init; }

    /// <summary>The class.</summary>
    public required RetinaClass Class { get; init; }

    /// <summary>What was measured, such as <c>dice</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>The value.</summary>
    public required double Value { get; init; }
}
