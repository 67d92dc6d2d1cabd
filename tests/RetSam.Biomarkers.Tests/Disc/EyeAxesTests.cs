namespace RetSam.Biomarkers.Tests.Disc;

/// <summary>Which side of the disc-fovea axis is superior, whichever way the picture was turned.</summary>
public sealed class EyeAxesTests
{
    private static readonly PointD Centre = new(200, 200);

    /// <summary>
    /// The eye turned clockwise from upright, by every angle at which its upper side stays more than 45 degrees from straight down.
    /// </summary>
    [Theory]
    [InlineData(Laterality.Right)]
    [InlineData(Laterality.Left)]
    public void A_known_eye_keeps_its_superior_side_when_the_picture_turns(Laterality eye)
    {
        for (double degrees = -134; degrees <= 134; degrees += 4)
        {
            (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
            EyeAxes axes = Find(eye, degrees, eye);
            Assert.Equal(sin, axes.Superior.X, 1e-12);
            Assert.Equal(-cos, axes.Superior.Y, 1e-12);
            Assert.Equal(MeasurementFlags.None, axes.FlagsOfSides);
        }
    }

    [Theory]
    [InlineData(180)]
    [InlineData(150)]
    [InlineData(-136)]
    public void An_eye_that_would_turn_the_picture_upside_down_is_set_aside_and_flagged(double degrees)
    {
        foreach (Laterality eye in new[] { Laterality.Right, Laterality.Left })
        {
            EyeAxes axes = Find(eye, degrees, eye);
            Assert.True(axes.Superior.Y < 0);
            Assert.Equal(MeasurementFlags.LateralityDisagreesWithPicture, axes.FlagsOfSides);
            Assert.Equal(MeasurementFlags.None, axes.Flags);
        }
    }

    /// <summary>An upright picture under the other eye's name: up stays up, and temporal stays the fovea's side.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-20)]
    [InlineData(44)]
    public void A_wrong_eye_on_an_upright_picture_changes_nothing_but_the_flag(double degrees)
    {
        EyeAxes wrong = Find(Laterality.Right, degrees, Laterality.Left);
        EyeAxes right = Find(Laterality.Right, degrees, Laterality.Right);
        Assert.Equal(MeasurementFlags.LateralityDisagreesWithPicture, wrong.FlagsOfSides);
        Assert.Equal(right.Temporal, wrong.Temporal);
        Assert.Equal(right.Superior.X, wrong.Superior.X, 1e-12);
        Assert.Equal(right.Superior.Y, wrong.Superior.Y, 1e-12);
    }

    [Fact]
    public void Of_an_unknown_eye_superior_is_up_in_the_picture()
    {
        Assert.True(Find(Laterality.Right, 100, Laterality.Unknown).Superior.Y < 0);
        Assert.True(Find(Laterality.Left, -170, Laterality.Unknown).Superior.Y < 0);
        Assert.Equal(MeasurementFlags.None, Find(Laterality.Left, -170, Laterality.Unknown).FlagsOfSides);
    }

    [Fact]
    public void An_eye_told_from_the_picture_never_disagrees_with_it()
    {
        for (double degrees = 0; degrees < 360; degrees += 5)
        {
            PointD fovea = FoveaOf(Laterality.Right, degrees);
            using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 30), fovea: fovea);
            Laterality told = LateralityEstimate.Infer(eye).Eye;
            Assert.False(EyeAxes.Find(Centre, fovea, told).LateralityDisagrees);
        }
    }

    /// <summary>The flag stands on measures that name a side, and on no others.</summary>
    [Fact]
    public void Only_measures_that_name_a_side_carry_the_flag()
    {
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(400, 400)
            .SetMask(RetinaClass.OpticDisc, Drawing.Ellipse(400, 400, 200, 200, 33, 29, 70))
            .SetMask(RetinaClass.OpticCup, Drawing.Circle(400, 400, 200, 200, 12))
            .SetMask(RetinaClass.Drusen, Drawing.Circle(400, 400, 90, 190, 8))
            .SetMask(RetinaClass.Vessel, Drawing.Where(400, 400, (x, y) => Math.Abs(y - 120) < 3 || Math.Abs(y - 280) < 3))
            .SetFovea(FoveaOf(Laterality.Right, 0))
            .Build();
        string[] flagged =
        [
            .. MeasureCatalogue.Default.MeasureAll(eye, PixelScale.Given(20), Laterality.Left, cancellationToken: TestContext.Current.CancellationToken)
                .Where(m => m.Flags.HasFlag(MeasurementFlags.LateralityDisagreesWithPicture))
                .Select(m => m.Id),
        ];
        string[] sides = ["superior", "inferior", "nasal", "temporal", "clock_hours", "isnt", "torsion", "arcade_angle", "etdrs.centre", "density.macula"];
        Assert.All(flagged, id => Assert.Contains(sides, side => id.Contains(side, StringComparison.Ordinal)));
        Assert.All(
            ["rim.superior", "rim.clock_hours.12", "rim.isnt_rule", "disc.torsion", "lesion.drusen.quadrant.superior_nasal", "lesion.drusen.etdrs.inner_inferior",
             "vessel.vessel.superior_temporal.density", "vessel.vessel.arcade_angle", "lesion.drusen.quadrant.inferior_nasal.count"],
            id => Assert.Contains(id, flagged));
    }

    private static EyeAxes Find(Laterality shown, double degrees, Laterality given) => EyeAxes.Find(Centre, FoveaOf(shown, degrees), given);

    /// <summary>Where the fovea lies in the picture of an eye that is turned clockwise from upright.</summary>
    private static PointD FoveaOf(Laterality eye, double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        double side = eye == Laterality.Right ? -130 : 130;
        return new PointD(Centre.X + side * cos, Centre.Y + side * sin);
    }
}
