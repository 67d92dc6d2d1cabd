namespace RetSam.Biomarkers;

/// <summary>How vessels part: the angle between the daughters, and how the calibres divide.</summary>
internal static class BifurcationMeasures
{
    private const string Where =
        " Over bifurcations of three branches outside the disc, each branch long enough to have a direction; calibres and directions are those of the first three calibres (24 px at least) of a branch outside the junction. The parent is the branch that leads from the disc, else the widest.";

    private const string AngleSource = "Zamir, Medeiros, Cunningham, J Gen Physiol 1979;74:537";

    private const string RatioSource = "Zamir, J Gen Physiol 1978;72:837; Witt, Wong, Hughes et al., Hypertension 2006;47:975";

    private const string ExponentSource = "Murray, Proc Natl Acad Sci USA 1926;12:207; Chapman, Dell'Omo, Sartini et al., Atherosclerosis 2002;164:317";

    public static IEnumerable<Measure> For(VesselKind kind) =>
    [
        Angle(kind, "mean", "mean branching angle", "Mean angle between the two daughters.", 1, b => b.MeanAngle),
        Angle(kind, "median", "median branching angle", "Median angle between the two daughters.", 1, b => b.MedianAngle),
        Angle(kind, "sd", "branching angle deviation", "Standard deviation (of a sample, n - 1) of the angle between the two daughters.", 2, b => b.AngleDeviation),
        Of(
            kind, "asymmetry_ratio", "asymmetry ratio", "Mean of (d2 / d1)^2, d1 the calibre of the wider daughter and d2 of the narrower.", "1", RatioSource, 1,
            b => b.AsymmetryRatio),
        Of(
            kind, "area_ratio", "area ratio", "Mean of (d1^2 + d2^2) / d0^2, d0 the calibre of the parent and d1 and d2 of the daughters.", "1", RatioSource, 1,
            b => b.AreaRatio),
        VesselMeasure.Of(
            kind, "topology.junction_exponent", "junction exponent",
            "Mean of x in d0^x = d1^x + d2^x, d0 the calibre of the parent and d1 and d2 of the daughters. Left out, and counted in a detail, are junctions with a daughter not narrower than the parent, which have no solution, and those above 10, where the calibres are the same to within their error."
            + Where,
            "1", ExponentSource, Exponent),
    ];

    private static VesselMeasure Angle(VesselKind kind, string id, string name, string definition, int fewest, Func<BifurcationSummary, double> value)
        => Of(kind, "branching_angle." + id, name, definition, "deg", AngleSource, fewest, value);

    private static VesselMeasure Of(
        VesselKind kind, string id, string name, string definition, string unit, string source, int fewest, Func<BifurcationSummary, double> value)
        => VesselMeasure.Of(kind, "topology." + id, name, definition + Where, unit, source, (context, which) =>
        {
            BifurcationSummary found = context.GetBifurcations(which);
            return found.Count < fewest ? TooFew(found, fewest) : MeasureOutcome.Of(value(found), context.GetCalibreFlags(which), Counts(found));
        });

    private static MeasureOutcome Exponent(MeasureContext context, VesselKind kind)
    {
        BifurcationSummary found = context.GetBifurcations(kind);
        return found.Count == 0 ? TooFew(found, 1)
            : found.ExponentCount == 0 ? MeasureOutcome.Missing(
                MeasurementStatus.TooFewVessels, $"None of {found.Count} bifurcation(s) has a junction exponent: a daughter is as wide as the parent.")
            : MeasureOutcome.Of(
                found.MeanExponent,
                context.GetCalibreFlags(kind),
                [.. Counts(found), new("without exponent", found.Count - found.ExponentCount, "1"), new("median exponent", found.MedianExponent, "1")]);
    }

    private static MeasurementDetail[] Counts(BifurcationSummary found)
        => [new("bifurcations", found.Count, "1"), new("bifurcations left out", found.LeftOut, "1")];

    private static MeasureOutcome TooFew(BifurcationSummary found, int fewest) => MeasureOutcome.Missing(
        MeasurementStatus.TooFewVessels,
        $"{found.Count} of {found.Count + found.LeftOut} bifurcation(s) lie outside the disc and have three branches long enough to show a direction; {fewest} are needed.");
}
