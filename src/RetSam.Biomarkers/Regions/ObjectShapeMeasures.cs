namespace RetSam.Biomarkers;

/// <summary>Mean shapes of a mask's objects.</summary>
internal static class ObjectShapeMeasures
{
    /// <param name="id">The id after the class.</param>
    public static RegionMeasureDescription Circularity(string id) => new(
        id,
        "circularity",
        $"Mean over the objects of at least {ObjectShapes.LeastArea} pixels of 4 * pi * area / perimeter^2, holes filled, along an outline smoothed below the pixel: 1 for a disc.",
        "1",
        (_, region) => Take(region, region.Shapes.Circularity))
    {
        Source = "Cox, J Paleontol 1927;1:179 (roundness)",
        NeedsObjects = true,
    };

    /// <param name="id">The id after the class.</param>
    public static RegionMeasureDescription AspectRatio(string id) => new(
        id,
        "aspect ratio",
        $"Mean over the objects of at least {ObjectShapes.LeastArea} pixels of minor / major axis of the ellipse with the same second moments: 1 for a disc.",
        "1",
        (_, region) => Take(region, region.Shapes.AspectRatio))
    {
        Source = "Hu, IRE Trans Inf Theory 1962;8:179 (moments)",
        NeedsObjects = true,
    };

    private static MeasureOutcome Take(Region region, double value) => region.Shapes.Measured == 0
        ? MeasureOutcome.Missing(MeasurementStatus.TooSmall, $"The largest object has {region.Largest} px2; a shape needs at least {ObjectShapes.LeastArea}.")
        : MeasureOutcome.Of(value, details: region.Shapes.Details);
}
