using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>How much vessel there is: area, length, and both per area of retina.</summary>
internal static class ExtentMeasures
{
    private const string CentrelineSource = "Skeleton by thinning, smoothed by local quadratic fits (Cleveland, J Am Stat Assoc 1979;74:829)";

    public static IEnumerable<Measure> For(VesselKind kind) =>
    [
        VesselMeasure.Of(kind, "area", "area", "Number of pixels of the mask.", "px2", "Count of pixels", Area),
        VesselMeasure.Of(
            kind, "density", "area density", "Pixels of the mask inside the field of view over pixels of the field of view.", "1",
            "Count of pixels", Density),
        VesselMeasure.Of(
            kind, "length", "length",
            "Sum of the lengths of all smoothed centrelines, from the centres of junctions to the ends of the vessels: the centre of the last disc in a rounded end, the edge in a straight cut.",
            "px", CentrelineSource, Length),
        VesselMeasure.Of(
            kind, "skeleton_density", "length density", "Length of the centrelines over the area of the field of view.", "px-1",
            CentrelineSource, SkeletonDensity),
    ];

    /// <summary>The densities in a sector; area and length are their details.</summary>
    public static IEnumerable<Measure> ForSector(VesselScope scope) =>
    [
        VesselMeasure.Of(
            scope, "density", "area density", "Pixels of the mask in the sector over pixels of the sector, both inside the field of view.", "1",
            "Count of pixels", SectorDensity),
        VesselMeasure.Of(
            scope, "skeleton_density", "length density", "Length of the centrelines in the sector over the area of the sector inside the field of view.", "px-1",
            CentrelineSource, SectorSkeletonDensity),
    ];

    /// <summary>The outcome when the mask has pixels but nothing long enough to be a branch.</summary>
    public static MeasureOutcome? FindTooSmall(VesselGraph graph) => graph.Edges.Count == 0
        ? MeasureOutcome.Missing(MeasurementStatus.TooSmall, $"The mask holds {graph.Nodes.Count} spot(s) and no vessel with a length.")
        : null;

    private static MeasureOutcome Area(MeasureContext context, VesselKind kind) => MeasureOutcome.Of(context.GetVesselMask(kind)!.CountPixels());

    private static MeasureOutcome Density(MeasureContext context, VesselKind kind)
        => PerFieldOfView(context, context.GetVesselMask(kind)!.CountShared(context.FieldOfView.Mask));

    private static MeasureOutcome Length(MeasureContext context, VesselKind kind)
    {
        VesselGraph graph = context.GetVesselGraph(kind)!;
        return FindTooSmall(graph) ?? MeasureOutcome.Of(graph.TotalLength, details: [new("branches", graph.Edges.Count, "1")]);
    }

    private static MeasureOutcome SkeletonDensity(MeasureContext context, VesselKind kind)
    {
        VesselGraph graph = context.GetVesselGraph(kind)!;
        return FindTooSmall(graph) ?? PerFieldOfView(context, graph.TotalLength);
    }

    private static MeasureOutcome SectorDensity(MeasureContext context, VesselScope scope)
    {
        SectorSite site = context.GetSectorSite(scope.Sector!.Value)!;
        double area = context.GetVesselMask(scope.Kind)!.CountShared(site.Inside);
        return PerSector(area, "area", "px2", site);
    }

    private static MeasureOutcome SectorSkeletonDensity(MeasureContext context, VesselScope scope)
    {
        Sector sector = scope.Sector!.Value;
        return PerSector(context.GetSectorVessels(scope.Kind, sector).Length, "length", "px", context.GetSectorSite(sector)!);
    }

    private static MeasureOutcome PerSector(double value, string what, string unit, SectorSite site)
        => MeasureOutcome.Of(value / site.Area, details: [new(what, value, unit), new("sector area", site.Area, "px2")]);

    private static MeasureOutcome PerFieldOfView(MeasureContext context, double value)
    {
        FieldOfView field = context.FieldOfView;
        MeasurementFlags flags = field.Origin == FieldOfViewOrigin.WholeFrame ? MeasurementFlags.WholeFrameAsFieldOfView : MeasurementFlags.None;
        return field.Area == 0
            ? MeasureOutcome.Missing(MeasurementStatus.OutsideFieldOfView, "The field of view is empty.")
            : MeasureOutcome.Of(value / field.Area, flags);
    }
}
