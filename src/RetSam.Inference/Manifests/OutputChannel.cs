namespace RetSam.Inference;

/// <summary>What one channel of a head means.</summary>
public sealed record OutputChannel
{
    /// <summary>The class; <see langword="null"/> for the background of a <see cref="OutputKind.Multiclass"/> head.</summary>
    public required RetinaClass? Class { get; init; }

    /// <summary>The smallest probability that counts, inside 0..1 (multilabel and heatmap; for coordinates, of the confidence). Default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Components smaller than this are removed; in pixels (area) of this head's frame. Default 0: none are.</summary>
    public double MinimumComponentArea { get; init; }

    /// <summary>Calibration: the probability is sigmoid(logit / temperature). Positive; default 1.</summary>
    public double Temperature { get; init; } = 1;
}
