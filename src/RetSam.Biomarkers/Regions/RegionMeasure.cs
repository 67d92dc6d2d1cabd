namespace RetSam.Biomarkers;

/// <summary>A measure of one lesion or phenotype class. A mask that is there and empty measures 0 where a number makes sense: none was found.</summary>
internal sealed class RegionMeasure : Measure
{
    private readonly RetinaClass _class;
    private readonly RegionComputation _compute;

    private RegionMeasure(MeasureDefinition definition, RegionComputation compute)
        : base(definition)
    {
        _class = definition.Region!;
        _compute = compute;
    }

    /// <summary>The measure of one class.</summary>
    /// <param name="prefix">What comes before <paramref name="description"/>'s id in the id.</param>
    /// <param name="region">The class.</param>
    /// <param name="description">What is measured.</param>
    public static RegionMeasure Of(string prefix, RetinaClass region, RegionMeasureDescription description) => new(
        description.Define($"{prefix}.{description.Id}", $"{region.Description}: {description.Name}", region),
        description.NeedsObjects ? (context, found) => found.Count == 0 ? MissingMask.NoneFound(region) : description.Compute(context, found) : description.Compute);

    protected override MeasureOutcome Compute(MeasureContext context) => _compute(context, context.GetRegion(_class));
}
