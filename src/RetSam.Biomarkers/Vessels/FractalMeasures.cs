using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>Fractal dimensions and lacunarity of the skeleton.</summary>
internal static class FractalMeasures
{
    private const string How = " dimension of the skeleton by box counting: box sides between 4 px and a quarter of the field of view, the best of 8 grid offsets at each, slope by least squares; D1 lies below D0, and D2 below D1, by the slope of the distance between their entropies, or where that shrinks towards small boxes by how much it exceeds there what it is at the smallest.";

    private const string Source = "Masters, Annu Rev Biomed Eng 2004;6:427; Stosic and Stosic, IEEE Trans Med Imaging 2006;25:1101";

    public static IEnumerable<Measure> For(VesselScope scope) =>
    [
        Dimension(scope, "d0", "fractal dimension D0 (capacity)", "Capacity" + How, f => f.Capacity),
        Dimension(scope, "d1", "fractal dimension D1 (information)", "Information" + How, f => f.Information),
        Dimension(scope, "d2", "fractal dimension D2 (correlation)", "Correlation" + How, f => f.Correlation),
        VesselMeasure.Of(
            scope, "fractal.lacunarity", "lacunarity",
            "Mean over box sides of the mean squared over the squared mean number of skeleton pixels in a box that glides over the box around the skeleton; sides of 1/64, 1/32, 1/16 and 1/8 of its longer side, from 4 px on, in steps of 1/128 of it.",
            "1", "Allain and Cloitre, Phys Rev A 1991;44:3552", Lacunarity),
    ];

    private static VesselMeasure Dimension(VesselScope scope, string id, string name, string definition, Func<FractalDimensions, FractalFit> choose)
        => VesselMeasure.Of(scope, "fractal." + id, name, definition, "1", Source, (context, where) =>
        {
            if (context.GetFractals(where).Dimensions is not { } dimensions)
            {
                return TooSmall(where, "The vessels or the field of view are too small for six box sizes from 4 px on.");
            }

            FractalFit fit = choose(dimensions);
            return MeasureOutcome.Of(
                fit.Dimension,
                details:
                [
                    new("raw slope", fit.RawSlope, "1"),
                    new("R2", fit.R2, "1"),
                    new("standard error", fit.StandardError, "1"),
                    new("smallest box", fit.SmallestBox, "px"),
                    new("largest box", fit.LargestBox, "px"),
                    new("box sizes", fit.Sizes, "1"),
                ]);
        });

    private static MeasureOutcome Lacunarity(MeasureContext context, VesselScope scope)
        => context.GetFractals(scope).Lacunarity is { } lacunarity
            ? MeasureOutcome.Of(
                lacunarity.Mean,
                details: [new("smallest box", lacunarity.SmallestBox, "px"), new("largest box", lacunarity.LargestBox, "px"), new("box sizes", lacunarity.Sizes, "1")])
            : TooSmall(scope, "The vessels are too small for two box sizes from 4 px on.");

    private static MeasureOutcome TooSmall(VesselScope scope, string reason) => MeasureOutcome.Missing(scope.StatusOfNone, reason);
}
