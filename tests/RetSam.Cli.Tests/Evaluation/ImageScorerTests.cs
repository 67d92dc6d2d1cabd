using RetSam.Cli.Evaluation;

namespace RetSam.Cli.Tests.Evaluation;

/// <summary>Drawn predictions against drawn labels, answers known on paper.</summary>
public sealed class ImageScorerTests
{
    private const int Width = 300;
    private const int Height = 200;

    [Fact]
    public void Masks_that_are_the_experts_own_score_one_everywhere_and_agree_in_every_measure()
    {
        using ExpertLabels truth = Truth();
        using RetinaSegmentation predicted = Predict(truth.Vessel!, truth.Artery!, truth.Vein!, truth.Disc!, truth.OpticCup!, new PointD(60, 100));
        ImageScores scores = ImageScorer.Score("x", predicted, truth);
        Assert.All(scores.Values.Where(s => !s.Key.EndsWith("error", StringComparison.Ordinal)), s => Assert.Equal(1, s.Value!.Value, 1e-12));
        Assert.All(scores.Values.Where(s => s.Key.EndsWith("error", StringComparison.Ordinal)), s => Assert.Equal(0, s.Value!.Value, 1e-9));
        Assert.Contains("cdr.vertical.error", scores.Values.Keys);
        Assert.NotEmpty(scores.Measures);
        Assert.All(scores.Measures, m => Assert.Equal(m.Expert, m.Predicted));
    }

    [Fact]
    public void Errors_of_points_are_in_radii_of_the_experts_disc_or_else_of_the_predicted_one()
    {
        using ExpertLabels truth = Truth();
        using BinaryMask moved = Drawing.Circle(Width, Height, 230, 100, 40);
        using RetinaSegmentation predicted = Predict(truth.Vessel!, truth.Artery!, truth.Vein!, moved, truth.OpticCup!, new PointD(60, 110));
        ImageScores scores = ImageScorer.Score("x", predicted, truth);
        Assert.Equal(DiscRadiusOrigin.Expert, scores.DiscRadius);
        Assert.Equal(10 / 20.0, scores.Values["disc.centre.error"]!.Value, 0.01);
        Assert.Equal(10 / 20.0, scores.Values["fovea.error"]!.Value, 0.01);

        using var points = new ExpertLabels { DiscCentre = new PointD(220, 100), Fovea = new PointD(60, 100) };
        ImageScores other = ImageScorer.Score("x", predicted, points);
        Assert.Equal(DiscRadiusOrigin.Predicted, other.DiscRadius);
        Assert.Equal(10 / 40.0, other.Values["disc.centre.error"]!.Value, 0.01);
        Assert.Equal(10 / 40.0, other.Values["fovea.error"]!.Value, 0.01);
        Assert.DoesNotContain("disc.dice", other.Values.Keys);
    }

    [Fact]
    public void What_was_not_found_is_missing_and_what_was_not_looked_for_is_not_scored()
    {
        using ExpertLabels truth = Truth();
        using BinaryMask empty = new(Width, Height);
        using RetinaSegmentation blind = Predict(empty, empty, empty, empty, empty, null);
        ImageScores scores = ImageScorer.Score("x", blind, truth);
        Assert.Equal(0, scores.Values["vessel.dice"]);
        Assert.Equal(0, scores.Values["disc.found"]);
        Assert.Equal(0, scores.Values["fovea.found"]);
        Assert.Null(scores.Values["disc.centre.error"]);
        Assert.Null(scores.Values["fovea.error"]);
        Assert.Null(scores.Values["cdr.vertical.error"]);

        using RetinaSegmentation nothing = new RetinaSegmentation.Builder(Width, Height).Build();
        Assert.Empty(ImageScorer.Score("x", nothing, truth).Values);
    }

    [Fact]
    public void Vessels_of_unknown_kind_count_neither_for_nor_against_artery_and_vein()
    {
        using ExpertLabels truth = Truth();
        using BinaryMask guess = truth.Artery!.Clone();
        guess.UnionWith(truth.VesselOfUnknownKind!);
        using RetinaSegmentation predicted = Predict(truth.Vessel!, guess, truth.Vein!, truth.Disc!, truth.OpticCup!, null);
        Assert.Equal(1, ImageScorer.Score("x", predicted, truth).Values["artery.dice"]);
    }

    [Fact]
    public void Only_the_sets_field_of_view_counts_and_without_one_marked_vessels_outside_the_found_one_were_missed()
    {
        // Vessel in rows 90..99, 300 wide; the field of view is the left half.
        using BinaryMask vessel = Drawing.Where(Width, Height, (_, y) => y is >= 90 and < 100);
        using BinaryMask half = Drawing.Where(Width, Height, (x, y) => x < 150 && y is >= 90 and < 100);
        using var given = new ExpertLabels { Vessel = vessel.Clone(), FieldOfView = Drawing.Where(Width, Height, (x, _) => x < 150) };
        using RetinaSegmentation predicted = new RetinaSegmentation.Builder(Width, Height)
            .SetFieldOfView(FieldOfView.FromMask(Drawing.Where(Width, Height, (x, _) => x < 150)))
            .SetMask(RetinaClass.Vessel, half.Clone())
            .Build();
        Assert.Equal(1, ImageScorer.Score("x", predicted, given).Values["vessel.sensitivity"]);

        using var without = new ExpertLabels { Vessel = vessel.Clone() };
        Assert.Equal(0.5, ImageScorer.Score("x", predicted, without).Values["vessel.sensitivity"]);
    }

    [Fact]
    public void A_lesion_is_scored_where_the_model_looks_for_it()
    {
        using var truth = new ExpertLabels
        {
            Lesions = [(RetinaClass.Exudate, "EX", Drawing.Where(Width, Height, (x, _) => x < 20)), (RetinaClass.Hemorrhage, "HE", new BinaryMask(Width, Height))],
        };
        using RetinaSegmentation predicted = new RetinaSegmentation.Builder(Width, Height)
            .SetMask(RetinaClass.Exudate, Drawing.Where(Width, Height, (x, _) => x is >= 10 and < 30))
            .Build();
        ImageScores scores = ImageScorer.Score("x", predicted, truth);
        Assert.Equal(0.5, scores.Values["lesion.EX.dice"]);
        Assert.DoesNotContain("lesion.HE.dice", scores.Values.Keys);
    }

    [Fact]
    public void Lesions_of_all_photographs_are_scored_together_as_well()
    {
        var pooled = new PooledPixels();
        Score(marked: 20, found: 20);
        Score(marked: 20, found: 0);
        Score(marked: 0, found: 10);

        // 20 columns of 40 found, 10 of 30 found wrongly: 2 * 20 / (40 + 30).
        IReadOnlyDictionary<string, double> together = pooled.Summarise();
        Assert.Equal(40 / 70.0, together["lesion.EX.dice"], 1e-12);

        // At the one threshold that finds anything precision is 20 / 30 and recall 1/2; at the next one everything is found.
        double all = 40.0 / (3 * Width);
        Assert.Equal((20 / 30.0 * 0.5) + (all * 0.5), together["lesion.EX.average_precision"], 1e-12);

        void Score(int marked, int found)
        {
            using var truth = new ExpertLabels { Lesions = [(RetinaClass.Exudate, "EX", Drawing.Where(Width, Height, (x, _) => x < marked))] };
            using RetinaSegmentation predicted = new RetinaSegmentation.Builder(Width, Height)
                .SetMask(RetinaClass.Exudate, Drawing.Where(Width, Height, (x, _) => x < found))
                .Build();
            ImageScores scores = ImageScorer.Score("x", predicted, truth, _ => Sure(found), pooled);
            Assert.Equal(marked == 0, scores.Values["lesion.EX.average_precision"] is null);
        }

        static ProbabilityMap Sure(int columns)
        {
            var map = new ProbabilityMap(Width, Height);
            for (int y = 0; y < Height; y++)
            {
                map.GetRow(y)[..columns].Fill(0.9f);
                map.GetRow(y)[columns..].Fill(0.1f);
            }

            return map;
        }
    }

    [Fact]
    public void A_second_observer_is_held_against_the_first_as_the_model_is()
    {
        // The first observer marked twice the second's vessels; the model marked what the first did.
        using var truth = new ExpertLabels { Vessel = Rows(40, 50, 80, 90), SecondVessel = Rows(40, 50) };
        using RetinaSegmentation predicted = new RetinaSegmentation.Builder(Width, Height).SetMask(RetinaClass.Vessel, truth.Vessel!.Clone()).Build();
        ImageScores scores = ImageScorer.Score("x", predicted, truth);
        Assert.Equal(1, scores.Values["vessel.dice"]);
        Assert.Equal(2 / 3.0, scores.Values["vessel.dice.second_observer"]!.Value, 1e-12);
        MeasurePair density = scores.Measures.Single(m => m.Id == "vessel.vessel.density");
        MeasurePair second = scores.Measures.Single(m => m.Id == "vessel.vessel.density (second observer)");
        Assert.Equal(280 * 20 / (double)(Width * Height), density.Predicted!.Value, 1e-12);
        Assert.Equal(density.Predicted, density.Expert);
        Assert.Equal(density.Expert!.Value / 2, second.Predicted!.Value, 1e-12);
        Assert.Equal(density.Expert, second.Expert);
    }

    private static ExpertLabels Truth() => new()
    {
        Vessel = Rows(40, 50, 80, 88, 150, 156),
        Artery = Rows(40, 50),
        Vein = Rows(80, 88),
        VesselOfUnknownKind = Rows(150, 156),
        Disc = Drawing.Circle(Width, Height, 220, 100, 20),
        OpticCup = Drawing.Circle(Width, Height, 220, 100, 8),
        DiscCentre = new PointD(220, 100),
        Fovea = new PointD(60, 100),
    };

    private static BinaryMask Rows(params int[] edges)
        => Drawing.Where(Width, Height, (x, y) => x is >= 10 and < 290 && edges.Chunk(2).Any(e => y >= e[0] && y < e[1]));

    private static RetinaSegmentation Predict(BinaryMask vessel, BinaryMask artery, BinaryMask vein, BinaryMask disc, BinaryMask cup, PointD? fovea)
        => new RetinaSegmentation.Builder(Width, Height)
            .SetMask(RetinaClass.Vessel, vessel.Clone())
            .SetMask(RetinaClass.Artery, artery.Clone())
            .SetMask(RetinaClass.Vein, vein.Clone())
            .SetMask(RetinaClass.OpticDisc, disc.Clone())
            .SetMask(RetinaClass.OpticCup, cup.Clone())
            .SetFovea(fovea)
            .Build();
}
