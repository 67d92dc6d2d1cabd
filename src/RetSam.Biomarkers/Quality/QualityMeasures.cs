using System.Globalization;
using RetSam.Biomarkers.Quality;

namespace RetSam.Biomarkers;

/// <summary>Every measure of image quality.</summary>
internal static class QualityMeasures
{
    private const string Copy = "The field of view is averaged by area to 256 pixels a side; tiles are 8x8 pixels of that, those at the rim left out.";

    public static IReadOnlyList<Measure> All { get; } =
    [
        Make(
            "fov_fraction",
            "Field of view shown",
            "The part of the circle of the camera's aperture that is inside the frame and illuminated.",
            MeasureInputs.None,
            FieldOfViewFraction),
        OfReading(
            "focus",
            "Focus",
            $"x^4 / (x^4 + {Text(QualityScores.HalfSharpness)}^4) of x = F / (M + {Text(QualityReading.EnergyFloor)}). {Copy} F: gradient energy of green with one direction, the difference of the eigenvalues of each tile's structure tensor, a pixel. M: all gradient energy after averaging 4x4 pixels, a pixel; both in squared grey levels.",
            "Gradient energy: Tenenbaum 1970. Structure tensor: Foerstner and Guelch, ISPRS 1987:281",
            (reading, scores) => MeasureOutcome.Of(
                scores.Focus,
                details: [new("sharpness", reading.Sharpness, "1"), new("fine energy", reading.FineEnergy, "1"), new("middle energy", reading.MiddleEnergy, "1")])),
        OfReading(
            "illumination",
            "Illumination",
            $"S (1 - u^4 / (u^4 + {Text(QualityScores.HalfUnevenness)}^4)). {Copy} S: the share of tiles with a mean luminance (BT.601) of {Text(QualityReading.DarkBelow)} to {Text(QualityReading.SaturatedAbove)} grey levels. u: the mean absolute deviation of the tiles' luminance over its mean.",
            MeasureDefinition.OwnSource,
            (reading, scores) => MeasureOutcome.Of(
                scores.Illumination,
                details: [new("exposed share", reading.ExposedShare, "1"), new("unevenness", reading.Unevenness, "1")])),
        OfReading(
            "contrast",
            "Contrast",
            $"c^4 / (c^4 + {Text(QualityScores.HalfContrast)}^4). {Copy} c: the root of the mean variance of green inside tiles, in grey levels.",
            "Root mean square contrast: Peli, J Opt Soc Am A 1990;7:2032",
            (reading, scores) => MeasureOutcome.Of(scores.Contrast, details: [new("local contrast", reading.LocalContrast, "1")])),
        OfReading(
            "colour",
            "Colour",
            $"The mean over tiles of how well their mean colour is a fundus' colour: the saturation 1 - blue / max rising from 0 at 0.2 to 1 at 0.5, times green / red falling from 1 at 0.9 to 0 at 1.15; 0 where blue exceeds green or no channel reaches {Text(QualityReading.ColourFrom)} grey levels. {Copy}",
            MeasureDefinition.OwnSource,
            (_, scores) => MeasureOutcome.Of(scores.Colour)),
        Make(
            "vessel_visibility",
            "Vessel visibility",
            $"d^4 / (d^4 + {Text(QualityScores.HalfVesselDensity)}^4) times k^4 / (k^4 + {Text(QualityScores.HalfVesselContrast)}^4). d: vessel pixels per pixel of the field of view. k: green beside vessels less green in them, in the same tile, over green beside them. {Copy} 0 when vessels were looked for and none found.",
            MeasureInputs.Image,
            VesselVisibility),
        OfReading(
            "grade",
            "Quality grade",
            $"2 good, 1 usable, 0 reject: by the probability of a logistic model over focus, illumination, contrast, colour, vessel visibility where vessels were looked for, and 1 - M^4 / (M^4 + {Text(QualityScores.HalfHarshness)}^4) of the middle gradient energy M of focus: lids, lashes and print have harsher edges than retina.",
            "Fitted on DRIMDB (Sevik et al, J Biomed Opt 2014;19:046006); see training/quality",
            Grade),
    ];

    private static MeasureOutcome FieldOfViewFraction(MeasureContext context)
        => context.FieldOfView.Area == 0 ? EmptyFieldOfView : MeasureOutcome.Of(context.FieldOfView.CircleCoverage, FlagsOf(context));

    private static MeasureOutcome VesselVisibility(MeasureContext context)
    {
        if (context.GetVesselMask(VesselKind.Vessel) is null)
        {
            return MeasureOutcome.Missing(MeasurementStatus.NoVessels, "No Vessel mask was given and no model looked for it.");
        }

        return Read(context, (reading, scores) => MeasureOutcome.Of(
            scores.VesselVisibility!.Value,
            FlagsOf(context),
            [new("vessel contrast", reading.VesselContrast, "1")]));
    }

    private static MeasureOutcome Grade(QualityReading reading, QualityScores scores)
    {
        QualityModel model = QualityModel.For(scores);
        double probability = model.Probability(scores);
        return MeasureOutcome.Of(
            (int)model.Grade(probability),
            details:
            [
                new("probability good", probability, "1"),
                new("retinal gradients", scores.RetinalGradients, "1"),
                new("usable from", model.UsableFrom, "1"),
                new("good from", model.GoodFrom, "1"),
                new("vessels looked for", scores.VesselVisibility is null ? 0 : 1, "1"),
            ]);
    }

    private static MeasureOutcome Read(MeasureContext context, Func<QualityReading, QualityScores, MeasureOutcome> compute)
        => context.FieldOfView.Area == 0 ? EmptyFieldOfView
            : context.GetQualityReading() is { } reading ? compute(reading, context.ScoreQuality(reading))
            : MeasureOutcome.Missing(MeasurementStatus.TooSmall, "The field of view is too thin to hold one tile with all its neighbours.");

    private static MeasureOutcome EmptyFieldOfView => MeasureOutcome.Missing(MeasurementStatus.OutsideFieldOfView, "The field of view is empty.");

    private static MeasurementFlags FlagsOf(MeasureContext context)
        => context.FieldOfView.Origin == FieldOfViewOrigin.WholeFrame ? MeasurementFlags.WholeFrameAsFieldOfView : MeasurementFlags.None;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static ComputedMeasure OfReading(
        string id, string name, string definition, string source, Func<QualityReading, QualityScores, MeasureOutcome> compute)
        => Make(id, name, definition, MeasureInputs.Image, context => Read(context, compute), source);

    private static ComputedMeasure Make(
        string id, string name, string definition, MeasureInputs inputs, Func<MeasureContext, MeasureOutcome> compute, string source = MeasureDefinition.OwnSource)
        => new(
            new MeasureDefinition
            {
                Id = $"quality.{id}",
                Name = name,
                Definition = definition,
                Unit = "1",
                Source = source,
                Inputs = inputs,
            },
            compute);
}
