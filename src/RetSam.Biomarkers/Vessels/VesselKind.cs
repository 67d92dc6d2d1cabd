namespace RetSam.Biomarkers;

/// <summary>Which vessels a measure is about.</summary>
public enum VesselKind
{
    /// <summary>Arteries and veins together: the vessel mask where there is one, else the union of artery and vein masks.</summary>
    Vessel = 0,

    /// <summary>Arteries.</summary>
    Artery = 1,

    /// <summary>Veins.</summary>
    Vein = 2,
}
