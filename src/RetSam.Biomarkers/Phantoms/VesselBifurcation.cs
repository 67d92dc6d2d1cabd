namespace RetSam.Biomarkers.Phantoms;

/// <summary>A place where a vessel was divided in two, whose calibres follow Murray's law: parent^3 = wide^3 + narrow^3.</summary>
/// <param name="Kind">Artery or vein.</param>
/// <param name="Position">Where the three centrelines meet, in px.</param>
/// <param name="AngleDegrees">The angle between the daughters, which are straight for six of their calibres.</param>
/// <param name="ParentCalibre">In px.</param>
/// <param name="WideCalibre">The wider daughter's, in px.</param>
/// <param name="NarrowCalibre">The narrower daughter's, in px.</param>
public readonly record struct VesselBifurcation(
    VesselKind Kind, PointD Position, double AngleDegrees, double ParentCalibre, double WideCalibre, double NarrowCalibre);

/// <summary>A place where an artery and a vein cross.</summary>
/// <param name="Position">Where the centrelines meet, in px.</param>
/// <param name="AngleDegrees">The acute angle between them.</param>
public readonly record struct VesselCrossing(PointD Position, double AngleDegrees);
