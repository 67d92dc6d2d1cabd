namespace RetSam.Biomarkers;

/// <summary>Calibre over the whole retina or a sector.</summary>
internal static class CalibreMeasures
{
    private const string Source = "Width across the smoothed centreline between the mask's edges, read between pixels, from probabilities where there are";

    private const string Where = " over centreline samples one pixel apart, junctions (within the local radius) left out.";

    public static IEnumerable<Measure> For(VesselScope scope) =>
    [
        Of(scope, "mean", "mean calibre", "Mean calibre" + Where, c => c.Mean),
        Of(scope, "median", "median calibre", "Median calibre" + Where, c => c.Median),
        Of(scope, "length_weighted", "length-weighted calibre", "Mean of the branches' mean calibres, weighted with the branches' lengths.", c => c.LengthWeighted),
        Of(scope, "sd", "calibre deviation", "Standard deviation (of a sample, n - 1) of calibre" + Where, c => c.Deviation),
    ];

    private static VesselMeasure Of(VesselScope scope, string id, string name, string definition, Func<CalibreSummary, double> value)
        => VesselMeasure.Of(scope, "calibre." + id, name, definition, "px", Source, (context, where) =>
        {
            CalibreSummary calibres = context.GetCalibres(where);
            return calibres.Count == 0
                ? MeasureOutcome.Missing(
                    where.StatusOfNone,
                    "No place of a centreline has both of its walls inside the frame and lies clear of junctions and ends.")
                : MeasureOutcome.Of(value(calibres), context.GetCalibreFlags(where.Kind), [new("samples", calibres.Count, "1")]);
        });
}
