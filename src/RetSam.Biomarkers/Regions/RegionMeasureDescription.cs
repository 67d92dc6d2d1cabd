namespace RetSam.Biomarkers;

/// <summary>Computes a measure of the objects of a mask.</summary>
internal delegate MeasureOutcome RegionComputation(MeasureContext context, Region region);

/// <summary>What is measured of a mask, whichever class it shows.</summary>
/// <param name="Id">What follows the class in the id.</param>
/// <param name="Name">What follows the class in the name.</param>
/// <param name="Definition">The definition.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Compute">The computation.</param>
internal sealed record RegionMeasureDescription(string Id, string Name, string Definition, string Unit, RegionComputation Compute)
{
    /// <summary>The source.</summary>
    public string Source { get; init; } = MeasureDefinition.OwnSource;

    /// <summary>What is needed beside the mask.</summary>
    public MeasureInputs Inputs { get; init; }

    /// <summary>Whether an empty mask has no value, rather than 0.</summary>
    public bool NeedsObjects { get; init; }

    /// <summary>The entry of the catalogue.</summary>
    /// <param name="id">The whole id.</param>
    /// <param name="name">The whole name.</param>
    /// <param name="region">The class; <see langword="null"/> for a sum over several.</param>
    public MeasureDefinition Define(string id, string name, RetinaClass? region) => new()
    {
        Id = id,
        Name = name,
        Definition = Definition,
        Unit = Unit,
        PhysicalUnit = PhysicalUnit.Behind(Unit),
        Source = Source,
        Inputs = Inputs | (region is null ? MeasureInputs.None : MeasureInputs.Region),
        Region = region,
    };
}
