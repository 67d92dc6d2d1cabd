namespace RetSam.Inference;

/// <summary>
/// Rules of anatomy that a manifest switches on. Whatever the manifest's order, they are applied in the order of this enumeration,
/// in the photograph's own pixels. A rule whose classes a model does not predict does nothing.
/// </summary>
public enum PostProcessingRule
{
    /// <summary><c>inside-field-of-view</c>: nothing is reported outside the illuminated area. Applied before small components are removed.</summary>
    InsideFieldOfView = 0,

    /// <summary><c>vessel-includes-artery-and-vein</c>: an artery or vein pixel is a vessel pixel.</summary>
    VesselIncludesArteryAndVein = 1,

    /// <summary><c>disc-includes-cup</c>: the cup is part of the disc, for models whose classes exclude each other.</summary>
    DiscIncludesCup = 2,

    /// <summary><c>one-disc</c>: an eye has one optic disc; the largest component stays, its holes filled.</summary>
    OneDisc = 3,

    /// <summary><c>cup-inside-disc</c>: the cup is what lies inside the disc; the largest component stays, its holes filled.</summary>
    CupInsideDisc = 4,
}
