namespace RetSam.Biomarkers.Quality;

/// <summary>
/// The probability that a photograph is good, by a logistic model over the scores, and the grade that follows. Coefficients and limits
/// come from training/quality/fit.py; its README says on what photographs, with what accuracy, and how the limits were chosen.
/// </summary>
internal sealed record QualityModel
{
    /// <summary>The model for photographs whose vessels were looked for.</summary>
    public static QualityModel WithVessels { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>The model for photographs whose vessels nobody looked for.</summary>
    public static QualityModel WithoutVessels { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    private QualityModel(
        double intercept, double focus, double illumination, double contrast, double colour, double vesselVisibility, double usableFrom, double goodFrom)
    {
        Intercept = intercept;
        Focus = focus;
        Illumination = illumination;
        Contrast = contrast;
        Colour = colour;
        VesselVisibility = vesselVisibility;
        UsableFrom = usableFrom;
        GoodFrom = goodFrom;
    }

    public double Intercept { get; }

    public double Focus { get; }

    public double Illumination { get; }

    public double Contrast { get; }

    public double Colour { get; }

    public double VesselVisibility { get; }

    /// <summary>The smallest probability of a photograph that is not rejected.</summary>
    public double UsableFrom { get; }

    /// <summary>The smallest probability of a good photograph.</summary>
    public double GoodFrom { get; }

    /// <summary>The model for what is known of a photograph.</summary>
    public static QualityModel For(QualityScores scores) => scores.VesselVisibility is null ? WithoutVessels : WithVessels;

    /// <summary>The probability that a photograph is good, 0..1, to six decimals: beyond them exponentials differ between machines.</summary>
    public double Probability(QualityScores scores)
    {
        double sum = Intercept + Focus * scores.Focus + Illumination * scores.Illumination + Contrast * scores.Contrast + Colour * scores.Colour
            + VesselVisibility * (scores.VesselVisibility ?? 0);
        return Math.Round(1 / (1 + Math.Exp(-sum)), 6);
    }

    /// <summary>The grade of a probability.</summary>
    public QualityGrade Grade(double probability)
        => probability >= GoodFrom ? QualityGrade.Good : probability >= UsableFrom ? QualityGrade.Usable : QualityGrade.Reject;
}
