using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>Fractal dimensions of the skeleton.</summary>
internal static class FractalMeasures
{
    private const string How = " dimension of the skeleton by box counting: box sides between 4 px and a quarter of the field of view, the best of 16 grid offsets at each, slope by least squares.";

    private const string Source = "Masters, Annu Rev Biomed Eng 2004;6:427; Stosic and Stosic, IEEE Trans Med Imaging 2006;25:1101";

    public static IEnumerable<Measure> For(VesselKind kind) =>
    [
        Of(kind, "d0", "fractal dimension D0 (capacity)", "Capacity" + How, f => f.Capacity),
        Of(kind, "d1", "fractal dimension D1 (information)", "Information" + How, f => f.Information),
        Of(kind, "d2", "fractal dimension D2 (correlation)", "Correlation" + How, f => f.Correlation),
    ];

    private static VesselMeasure Of(VesselKind kind, string id, string name, string definition, Func<FractalDimensions, FractalFit> choose)
        => VesselMeasure.Of(kind, "fractal." + id, name, definition, "1", Source, (context, which) =>
        {
            if (context.GetFractalDimensions(which) is not { } dimensions)
            {
                return MeasureOutcome.Missing(
                    MeasurementStatus.TooSmall,
                    $"The vessels or the field of view are too small for {BoxCounting.FewestSizes} box sizes from {BoxCounting.SmallestBox:0} px on.");
            }

            FractalFit fit = choose(dimensions);
            return MeasureOutcome.Of(
                fit.Dimension,
                details:
                [
                    new("R2", fit.R2, "1"),
                    new("standard error", fit.StandardError, "1"),
                    new("smallest box", fit.SmallestBox, "px"),
                    new("largest box", fit.LargestBox, "px"),
                    new("box sizes", fit.Sizes, "1"),
                ]);
        });
}
