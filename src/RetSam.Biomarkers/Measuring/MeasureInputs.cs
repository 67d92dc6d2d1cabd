namespace RetSam.Biomarkers;

/// <summary>What a measure needs.</summary>
[Flags]
public enum MeasureInputs
{
    /// <summary>Only the field of view.</summary>
    None = 0,

    /// <summary>Vessels: their own mask, or the union of arteries and veins.</summary>
    Vessel = 1,

    /// <summary>The artery mask.</summary>
    Artery = 1 << 1,

    /// <summary>The vein mask.</summary>
    Vein = 1 << 2,

    /// <summary>The optic disc mask.</summary>
    Disc = 1 << 3,

    /// <summary>The optic cup mask.</summary>
    Cup = 1 << 4,

    /// <summary>The centre of the fovea.</summary>
    Fovea = 1 << 5,

    /// <summary>Micrometres per pixel.</summary>
    Scale = 1 << 6,

    /// <summary>The mask of the lesion or phenotype the measure is about (<see cref="MeasureDefinition.Region"/>); it may be empty.</summary>
    Region = 1 << 7,

    /// <summary>The photograph itself.</summary>
    Image = 1 << 8,
}
