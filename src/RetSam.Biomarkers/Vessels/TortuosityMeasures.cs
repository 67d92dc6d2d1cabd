namespace RetSam.Biomarkers;

/// <summary>How much vessels wind.</summary>
internal static class TortuosityMeasures
{
    private const string LongEnough = " Branches between nodes that are at least 10 px and 3 calibres long.";

    private const string DistanceSource = "Lotmar, Freiburghaus, Bracher, Graefes Arch Klin Exp Ophthalmol 1979;211:49";

    private const string CurvatureSource = "Hart, Goldbaum, Cote, Kube, Nelson, Int J Med Inform 1999;53:239";

    public static IEnumerable<Measure> For(VesselScope scope) =>
    [
        Distance(scope, "mean", "mean distance factor", "Mean of arc over chord of the smoothed centreline.", d => d.Mean),
        Distance(scope, "median", "median distance factor", "Median of arc over chord of the smoothed centreline.", d => d.Median),
        Distance(
            scope, "length_weighted", "length-weighted distance factor", "Mean of arc over chord of the smoothed centreline, weighted with the branches' lengths.",
            d => d.LengthWeighted),
        Curvature(
            scope, "density", "tortuosity density",
            "(n - 1) / L times the sum of arc over chord less one over the n turn curves between inflections; branches weighted with their lengths L.",
            "px-1", "Grisan, Foracchia, Ruggeri, IEEE Trans Med Imaging 2008;27:310", c => c.Density),
        Curvature(
            scope, "total_squared_curvature", "total squared curvature", "Integral of squared curvature along the smoothed centrelines.", "px-1",
            CurvatureSource, c => c.TotalSquared),
        Curvature(
            scope, "mean_squared_curvature", "mean squared curvature", "Integral of squared curvature along the smoothed centrelines over their length.", "px-2",
            CurvatureSource, c => c.TotalSquared / c.Length),
        Curvature(
            scope, "inflections", "inflection density",
            "Number of times that the smoothed centreline turns to the other side, by 0.1 rad at least, over length.", "px-1",
            "Smedby et al., Microvasc Res 1993;45:293", c => c.Inflections / c.Length),
    ];

    private static VesselMeasure Distance(VesselScope scope, string id, string name, string definition, Func<DistanceFactorSummary, double> value)
        => VesselMeasure.Of(scope, "tortuosity.distance_factor." + id, name, definition + LongEnough, "1", DistanceSource, (context, where) =>
        {
            DistanceFactorSummary factors = context.GetDistanceFactors(where);
            return factors.Count == 0
                ? TooFew()
                : MeasureOutcome.Of(value(factors), details: [new("branches", factors.Count, "1")]);
        });

    private static VesselMeasure Curvature(
        VesselScope scope, string id, string name, string definition, string unit, string source, Func<CurvatureSummary, double> value)
        => VesselMeasure.Of(scope, "tortuosity." + id, name, definition + LongEnough, unit, source, (context, where) =>
        {
            CurvatureSummary curvatures = context.GetCurvatures(where);
            return curvatures.Length <= 0
                ? TooFew()
                : MeasureOutcome.Of(value(curvatures), details: [new("length", curvatures.Length, "px")]);
        });

    private static MeasureOutcome TooFew()
        => MeasureOutcome.Missing(MeasurementStatus.TooFewVessels, "No open stretch of vessel is at least 10 px and 3 calibres long.");
}
