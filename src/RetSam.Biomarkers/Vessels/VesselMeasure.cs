namespace RetSam.Biomarkers;

/// <summary>A measure of one kind of vessels, by a function of the context.</summary>
internal sealed class VesselMeasure : Measure
{
    private readonly VesselKind _kind;
    private readonly Func<MeasureContext, VesselKind, MeasureOutcome> _compute;

    private VesselMeasure(MeasureDefinition definition, VesselKind kind, Func<MeasureContext, VesselKind, MeasureOutcome> compute)
        : base(definition)
    {
        _kind = kind;
        _compute = compute;
    }

    /// <summary>Arteries, veins and all vessels, in the order of reports.</summary>
    public static IReadOnlyList<VesselKind> Kinds { get; } = [VesselKind.Artery, VesselKind.Vein, VesselKind.Vessel];

    /// <summary>The measure of one kind.</summary>
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
        Func<MeasureContext, VesselKind, MeasureOutcome> compute) => new(
            new MeasureDefinition
            {
                Id = $"vessel.{Key(kind)}.{id}",
                Name = $"{Title(kind)} {name}",
                Definition = definition,
                Unit = unit,
                PhysicalUnit = PhysicalUnit.Behind(unit),
                Source = source,
                Inputs = InputOf(kind),
            },
            kind,
            compute);

    public static string Key(VesselKind kind) => kind switch
    {
        VesselKind.Artery => "artery",
        VesselKind.Vein => "vein",
        _ => "vessel",
    };

    public static MeasureInputs InputOf(VesselKind kind) => kind switch
    {
        VesselKind.Artery => MeasureInputs.Artery,
        VesselKind.Vein => MeasureInputs.Vein,
        _ => MeasureInputs.Vessel,
    };

    protected override MeasureOutcome Compute(MeasureContext context) => _compute(context, _kind);

    private static string Title(VesselKind kind) => kind switch
    {
        VesselKind.Artery => "Artery",
        VesselKind.Vein => "Vein",
        _ => "Vessel",
    };
}
