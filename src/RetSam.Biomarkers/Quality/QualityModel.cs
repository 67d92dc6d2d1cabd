namespace RetSam.Biomarkers.Quality;

/// <summary>
/// The probability that a photograph is good, by a logistic model over the scores, and the grade that follows. Coefficients and limits
/// come from training/quality/fit.py; the README beside it says on what photographs, with what accuracy, and how the limits were chosen.
/// </summary>
internal sealed record QualityModel
{
    /// <summary>The model for photographs whose vessels were looked for.</summary>
    public static QualityModel WithVessels { get; } = new()
    {
        Intercept = -13.131,
        Focus = 0.844,
        Illumination = 3.446,
        Contrast = 2.432,
        Colour = 0.515,
        VesselVisibility = 5.718,
        RetinalGradients = 4.694,
        UsableFrom = 0.82,
        GoodFrom = 0.92,
    };

    /// <summary>The model for photographs whose vessels nobody looked for.</summary>
    public static QualityModel WithoutVessels { get; } = new()
    {
        Intercept = -16.366,
        Focus = 3.971,
        Illumination = 2.248,
        Contrast = 4.743,
        Colour = 3.367,
        VesselVisibility = 0,
        RetinalGradients = 5.399,
        UsableFrom = 0.86,
        GoodFrom = 0.92,
    };

    public required double Intercept { get; init; }

    public required double Focus { get; init; }

    public required double Illumination { get; init; }

    public required double Contrast { get; init; }

    public required double Colour { get; init; }

    public required double VesselVisibility { get; init; }

    public required double RetinalGradients { get; init; }

    /// <summary>The smallest probability of a photograph that is not rejected.</summary>
    public required double UsableFrom { get; init; }

    /// <summary>The smallest probability of a good photograph.</summary>
    public required double GoodFrom { get; init; }

    /// <summary>The model for what is known of a photograph.</summary>
    public static QualityModel For(QualityScores scores) => scores.VesselVisibility is null ? WithoutVessels : WithVessels;

    /// <summary>The probability that a photograph is good, 0..1, to six decimals: beyond them exponentials differ between machines.</summary>
    public double Probability(QualityScores scores)
    {
        double sum = Intercept + Focus * scores.Focus + Illumination * scores.Illumination + Contrast * scores.Contrast + Colour * scores.Colour
            + VesselVisibility * (scores.VesselVisibility ?? 0) + RetinalGradients * scores.RetinalGradients;
        return Math.Round(1 / (1 + Math.Exp(-sum)), 6);
    }

    /// <summary>The grade of a probability.</summary>
    public QualityGrade Grade(double probability)
        => probability >= GoodFrom ? QualityGrade.Good : probability >= UsableFrom ? QualityGrade.Usable : QualityGrade.Reject;
}
