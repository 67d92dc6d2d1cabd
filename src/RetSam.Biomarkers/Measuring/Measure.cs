namespace RetSam.Biomarkers;

/// <summary>
/// One measure: a small class with a definition and a pure computation. Instances hold no state of an image and are thread-safe;
/// what several measures share (skeleton, graph, disc geometry) is computed once by the <see cref="MeasureContext"/>.
/// </summary>
public abstract class Measure
{
    private Measurement? _notPredicted;

    /// <summary>Creates the measure.</summary>
    protected Measure(MeasureDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
    }

    /// <summary>What the measure is.</summary>
    public MeasureDefinition Definition { get; }

    /// <summary>Takes the measure. Inputs that the definition names and that are absent or empty end in a status before <see cref="Compute"/> is asked.</summary>
    public Measurement Take(MeasureContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsNotPredicted(Definition))
        {
            // The commonest answer of all says nothing of the photograph: it is made once.
            return _notPredicted ??= new Measurement(Definition, MissingMask.Absent(Definition.Region!, MeasurementStatus.NotPredicted), PixelScale.Unknown);
        }

        MeasureOutcome outcome = context.FindMissing(Definition) ?? Compute(context);
        return new Measurement(Definition, outcome, context.Scale);
    }

    /// <summary>Computes the value, or says why there is none. Every input of the definition is there.</summary>
    protected abstract MeasureOutcome Compute(MeasureContext context);
}
