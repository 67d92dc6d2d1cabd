namespace RetSam.Biomarkers;

/// <summary>What a measure is: everything the catalogue says about it.</summary>
public sealed record MeasureDefinition
{
    /// <summary>The stable id, such as <c>vessel.artery.crae.knudtson</c>. Never reused for another meaning.</summary>
    public required string Id { get; init; }

    /// <summary>The name for tables, such as <c>CRAE (Knudtson)</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The definition, checkable on paper.</summary>
    public required string Definition { get; init; }

    /// <summary>The unit of the value: <c>px</c>, <c>px2</c>, <c>px-1</c>, <c>1</c>, <c>deg</c>, <c>um</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The physical unit in which the value is given as well when the scale is known; <see langword="null"/> when the unit is no power of a length.</summary>
    public PhysicalUnit? PhysicalUnit { get; init; }

    /// <summary>What <see cref="Source"/> says where no publication defines the measure.</summary>
    internal const string OwnSource = "RetSam.Sdk's own definition";

    /// <summary>The primary source of the definition or formula; where no publication defines the measure, "RetSam.Sdk's own definition".</summary>
    public required string Source { get; init; }

    /// <summary>What the measure cannot be taken without.</summary>
    public required MeasureInputs Inputs { get; init; }

    /// <summary>The lesion or phenotype the measure is about, for <see cref="MeasureInputs.Region"/>; else <see langword="null"/>.</summary>
    public RetinaClass? Region { get; init; }
}
