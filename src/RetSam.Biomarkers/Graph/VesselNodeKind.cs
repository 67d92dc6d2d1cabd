namespace RetSam.Biomarkers.Graph;

/// <summary>What a node of a <see cref="VesselGraph"/> is.</summary>
public enum VesselNodeKind
{
    /// <summary>A vessel ends here, or leaves the mask: one branch.</summary>
    End = 0,

    /// <summary>Branches part here: three or more that do not continue each other in pairs.</summary>
    Bifurcation = 1,

    /// <summary>Two vessels cross here: four branches that continue each other in pairs.</summary>
    Crossing = 2,

    /// <summary>A spot too small to have a direction: no branch.</summary>
    Isolated = 3,

    /// <summary>
    /// An artery and a vein meet here without passing over each other: three branches, of which two are one vessel and the third ends on it
    /// or runs on beneath it, or four of two vessels that touch. Only where it is known which vessels are which (<see cref="VesselGraphOptions"/>).
    /// </summary>
    Contact = 4,
}
