namespace RetSam.Biomarkers;

/// <summary>A measure whose computation is a function: for families of measures that differ in a few words only.</summary>
internal sealed class ComputedMeasure(MeasureDefinition definition, Func<MeasureContext, MeasureOutcome> compute) : Measure(definition)
{
    protected override MeasureOutcome Compute(MeasureContext context) => compute(context);
}
