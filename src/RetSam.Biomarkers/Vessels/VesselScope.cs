namespace RetSam.Biomarkers;

/// <summary>Which vessels a measure is about, and where: on the whole retina, or in one sector.</summary>
/// <param name="Kind">Arteries, veins or both.</param>
/// <param name="Sector">The sector; <see langword="null"/> for the whole retina.</param>
internal sealed record VesselScope(VesselKind Kind, Sector? Sector = null)
{
    /// <summary>What the ids of these measures start with: <c>vessel.artery</c>, <c>vessel.vein.zone_b</c>.</summary>
    public string Prefix => Sector is { } sector ? $"vessel.{KindKey}.{sector.Key()}" : $"vessel.{KindKey}";

    /// <summary>How the kind is written in an id.</summary>
    public string KindKey => Kind switch
    {
        VesselKind.Artery => "artery",
        VesselKind.Vein => "vein",
        _ => "vessel",
    };

    /// <summary>What the measures cannot be taken without.</summary>
    public MeasureInputs Inputs => Sector is null ? InputOf(Kind) : InputOf(Kind) | MeasureInputs.Disc;

    /// <summary>Why a measure of vessels has nothing to measure: on the whole retina they are too small, a sector may just hold none.</summary>
    public MeasurementStatus StatusOfNone => Sector is null ? MeasurementStatus.TooSmall : MeasurementStatus.TooFewVessels;

    /// <summary>The name of a measure.</summary>
    public string NameOf(string measure)
    {
        string kind = string.Concat(KindKey[..1].ToUpperInvariant(), KindKey.AsSpan(1));
        return Sector is { } sector ? $"{kind} {measure}, {sector.Title()}" : $"{kind} {measure}";
    }

    private static MeasureInputs InputOf(VesselKind kind) => kind switch
    {
        VesselKind.Artery => MeasureInputs.Artery,
        VesselKind.Vein => MeasureInputs.Vein,
        _ => MeasureInputs.Vessel,
    };
}
