namespace RetSam.Biomarkers;

/// <summary>A measure of one kind of vessels on the whole retina or in a sector, by a function of the context.</summary>
internal sealed class VesselMeasure : Measure
{
    private readonly VesselScope _scope;
    private readonly Func<MeasureContext, VesselScope, MeasureOutcome> _compute;

    private VesselMeasure(MeasureDefinition definition, VesselScope scope, Func<MeasureContext, VesselScope, MeasureOutcome> compute)
        : base(definition)
    {
        _scope = scope;
        _compute = compute;
    }

    /// <summary>Arteries, veins and all vessels, in the order of reports.</summary>
    public static IReadOnlyList<VesselKind> Kinds { get; } = [VesselKind.Artery, VesselKind.Vein, VesselKind.Vessel];

    /// <summary>The measure of one kind on the whole retina.</summary>
    /// <param name="kind">Which vessels.</param>
    /// <param name="id">What follows <c>vessel.{kind}.</c> in the id.</param>
    /// <param name="name">What follows the kind in the name.</param>
    /// <param name="definition">The definition.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="source">The source.</param>
    /// <param name="compute">The computation; the mask of the kind is there and not empty.</param>
    public static VesselMeasure Of(
        VesselKind kind,
        string id,
        string name,
        string definition,
        string unit,
        string source,
        Func<MeasureContext, VesselKind, MeasureOutcome> compute)
        => Of(new VesselScope(kind), id, name, definition, unit, source, (context, scope) => compute(context, scope.Kind));

    /// <summary>The measure of a scope.</summary>
    /// <param name="scope">Which vessels, and where.</param>
    /// <param name="id">What follows the scope in the id.</param>
    /// <param name="name">What follows the kind in the name.</param>
    /// <param name="definition">The definition, without the place.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="source">The source.</param>
    /// <param name="compute">The computation; the mask of the kind is there and not empty, and some of the sector lies inside the field of view.</param>
    public static VesselMeasure Of(
        VesselScope scope,
        string id,
        string name,
        string definition,
        string unit,
        string source,
        Func<MeasureContext, VesselScope, MeasureOutcome> compute) => new(
            new MeasureDefinition
            {
                Id = $"{scope.Prefix}.{id}",
                Name = scope.NameOf(name),
                Definition = definition + scope.Sector?.Where(),
                Unit = unit,
                PhysicalUnit = PhysicalUnit.Behind(unit),
                Source = source,
                Inputs = scope.Inputs,
            },
            scope,
            compute);

    public static string Key(VesselKind kind) => new VesselScope(kind).KindKey;

    protected override MeasureOutcome Compute(MeasureContext context)
    {
        if (_scope.Sector is not { } sector)
        {
            return _compute(context, _scope);
        }

        if (context.GetSectorSite(sector) is not { } site)
        {
            return MeasureOutcome.Missing(
                MeasurementStatus.NoLaterality,
                "Neither the fovea nor the laterality is known, so that nothing says which side is temporal.");
        }

        if (site.Area == 0)
        {
            return MeasureOutcome.Missing(MeasurementStatus.OutsideFieldOfView, "The sector lies outside the field of view.", site.Flags);
        }

        MeasurementDetail? coverage = site.Coverage is { } part ? new MeasurementDetail("zone coverage", part, "1") : null;
        return _compute(context, _scope).With(site.Flags, coverage);
    }
}
