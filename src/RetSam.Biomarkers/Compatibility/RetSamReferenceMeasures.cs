using RetSam.Biomarkers.Graph;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>
/// Measures for comparison with numbers of RetSAM's reference implementation, computed the way it does and not the way they should be
/// (<see cref="MeasureCatalogue.Default"/> is for that). Written from a description of it; each definition says which reading was
/// taken where the description leaves one open.
/// </summary>
internal static class RetSamReferenceMeasures
{
    private const string Prefix = "retsam_reference";
    private const string Source = "RetSAM (arXiv 2602.07012), reference implementation, after a description of it";
    private const string Frame = " In the reference frame: the box of the field of view stretched over 640 x 640 px, masks by nearest neighbour.";
    private const int SmallBelow = 50;
    private const int LargeAbove = 200;

    public static IReadOnlyList<Measure> All { get; } =
    [
        .. VesselMeasure.Kinds.SelectMany(Calibre),
        .. VesselMeasure.Kinds.Select(Fractal),
        .. VesselMeasure.Kinds.Select(Tortuosity),
        .. RetinaClass.All.Where(c => c.Family == RetinaClassFamily.Lesion).SelectMany(Sizes),
    ];

    private static IEnumerable<Measure> Calibre(VesselKind kind) =>
    [
        Calibre(kind, "max", "the largest", widths => widths[0]),
        Calibre(kind, "min", "the least", widths => widths[^1]),
        Calibre(kind, "mean", "the mean", widths => widths.Average()),
    ];

    private static ComputedMeasure Calibre(VesselKind kind, string which, string name, Func<IReadOnlyList<double>, double> choose) => Make(
        $"{VesselMeasure.Key(kind)}.calibre.{which}",
        $"{VesselMeasure.Key(kind)} calibre, {name} of three",
        $"Of the three widest pieces of vessel, {name} width. Pieces are the 8-connected parts of the mask between 1.5 and 2 disc radii (both included) from the disc's "
        + "centroid; a piece's width is twice the largest distance of its pixels to the nearest pixel outside the ring's vessels. Open in the description and taken so: the radius is that of "
        + "the circle of the disc's area; distances run between pixel centres, the ring's edge counts as background and the frame's does not; fewer than three pieces are taken as they are. "
        + "12000 / 640 um per px, whatever the photograph's scale." + Frame,
        "um",
        new VesselScope(kind).Inputs | MeasureInputs.Disc,
        null,
        frame =>
        {
            BinaryMask disc = frame.GetMask(RetinaClass.OpticDisc);
            if (disc.IsEmpty())
            {
                return MeasureOutcome.Missing(MeasurementStatus.TooSmall, "The disc has no pixel in the reference frame.");
            }

            IReadOnlyList<double> widths = ReferenceCalibre.Widest(frame.GetVessels(kind), DiscGeometry.FromMask(disc));
            return widths.Count == 0
                ? MeasureOutcome.Missing(MeasurementStatus.TooFewVessels, "No vessel lies between 1.5 and 2 disc radii.")
                : MeasureOutcome.Of(
                    choose(widths) * ReferenceFrame.MicrometresPerPixel,
                    details: [.. widths.Select((w, i) => new MeasurementDetail($"piece {i + 1} width", w, "px"))]);
        });

    private static ComputedMeasure Fractal(VesselKind kind) => Make(
        $"{VesselMeasure.Key(kind)}.fractal",
        $"{VesselMeasure.Key(kind)} fractal dimension",
        "Slope of log(number of boxes with vessel) against log(1 / side) by least squares, sides 10, 15, ..., 195 px, one grid from the top left corner, the last row and the last column of "
        + "boxes not counted. Open in the description and taken so: the boxes lie on the mask and not on its skeleton; a row or column that the frame cuts is one of those, so that it is the "
        + "last; sizes at which no box is occupied are left out, and three are needed." + Frame,
        "1",
        new VesselScope(kind).Inputs,
        null,
        frame => ReferenceBoxDimension.Fit(frame.GetVessels(kind)) is { } fit
            ? MeasureOutcome.Of(fit.Dimension, details: [new("R2", fit.R2, "1"), new("box sizes", fit.Sizes, "1")])
            : MeasureOutcome.Missing(MeasurementStatus.TooSmall, "Vessel lies in counted boxes at fewer than three sizes."));

    private static ComputedMeasure Tortuosity(VesselKind kind) => Make(
        $"{VesselMeasure.Key(kind)}.tortuosity",
        $"{VesselMeasure.Key(kind)} tortuosity",
        "Sum of the five largest products of curvatures to one side with curvatures to the other. A curvature is that of the circle through a skeleton pixel and those 7 before and 7 behind, at "
        + "every third pixel. Open in the description and taken so: curvatures of a branch are sorted by size on each side and multiplied largest with largest, branch by branch, so that the "
        + "direction of a branch does not matter; the five are the largest of all branches, or all there are; branches are those of this package's vessel graph, spurs pruned." + Frame,
        "px-2",
        new VesselScope(kind).Inputs,
        null,
        frame => ReferenceTortuosity.Sum(frame.GetGraph(kind)) is { } sum
            ? MeasureOutcome.Of(sum)
            : MeasureOutcome.Missing(MeasurementStatus.TooFewVessels, "No branch has the fifteen skeleton pixels of one curvature."));

    private static IEnumerable<Measure> Sizes(RetinaClass region) =>
    [
        Size(region, "small", $"fewer than {SmallBelow} px", area => area < SmallBelow),
        Size(region, "medium", $"{SmallBelow} to {LargeAbove} px", area => area is >= SmallBelow and <= LargeAbove),
        Size(region, "large", $"more than {LargeAbove} px", area => area > LargeAbove),
    ];

    private static ComputedMeasure Size(RetinaClass region, string which, string limits, Func<int, bool> belongs) => Make(
        $"lesion.{region.Key}.size.{which}",
        $"{region.Description}: {which}",
        $"Number of 8-connected objects of {limits}. Open in the description and taken so: both limits belong to medium." + Frame,
        "1",
        MeasureInputs.Region,
        region,
        frame =>
        {
            using Components objects = Components.Analyse(frame.GetMask(region));
            int count = 0;
            foreach (Component item in objects.Items)
            {
                count += belongs(item.Area) ? 1 : 0;
            }

            return MeasureOutcome.Of(count);
        });

    private static ComputedMeasure Make(
        string id, string name, string definition, string unit, MeasureInputs inputs, RetinaClass? region, Func<ReferenceFrame, MeasureOutcome> compute)
        => new(
            new MeasureDefinition
            {
                Id = $"{Prefix}.{id}",
                Name = $"RetSAM reference: {name}",
                Definition = definition,
                Unit = unit,
                Source = Source,
                Inputs = inputs,
                Region = region,
            },
            context => context.FieldOfView.Area == 0
                ? MeasureOutcome.Missing(MeasurementStatus.OutsideFieldOfView, "The field of view is empty.")
                : compute(context.ReferenceFrame));
}
