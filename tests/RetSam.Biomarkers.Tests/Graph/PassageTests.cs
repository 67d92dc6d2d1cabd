using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Tests.Graph;

/// <summary>Branches that pass a junction as one vessel: how well they fit, and at which angle two of them cross.</summary>
public sealed class PassageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(90)]
    [InlineData(120)]
    public void The_angle_of_a_crossing_is_that_of_the_lines_whichever_way_they_are_followed(double degrees)
    {
        double expected = Math.Sin(Math.Min(degrees, 180 - degrees) / 2 * Math.PI / 180);
        Assert.Equal(expected, Straight(0).SineOfHalfAngleTo(Straight(degrees)), 1e-7);
        Assert.Equal(expected, Straight(180).SineOfHalfAngleTo(Straight(degrees)), 1e-7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(45)]
    public void A_vessel_may_turn_by_45_degrees_and_fits_the_worse_the_more_it_does(double degrees)
        => Assert.Equal(degrees / 45, Turning(degrees - 1e-9).Misfit(), 1e-6);

    [Fact]
    public void What_turns_more_or_is_much_narrower_or_another_kind_is_no_passage()
    {
        Assert.Equal(Passage.None, Turning(46).Misfit());

        // Half a pixel more than each calibre: 2 * 2.7 + 0.5 is 0.59 of 2 * 4.75 + 0.5, 2 * 2.8 + 0.5 is 0.61 of it.
        Assert.Equal(Passage.None, new Passage(Heading(180, 4.75), Heading(0, 2.7)).Misfit());
        Assert.Equal(0, new Passage(Heading(180, 4.75), Heading(0, 2.8)).Misfit(), 1e-6);
        Assert.Equal(Passage.None, new Passage(Heading(180, 3, KnownKind.Artery), Heading(0, 3, KnownKind.Vein)).Misfit());
        Assert.Equal(0, new Passage(Heading(180, 3, KnownKind.Artery), Heading(0, 3, KnownKind.Unknown)).Misfit(), 1e-6);
    }

    [Fact]
    public void A_passage_is_crossed_by_what_lies_on_both_of_its_sides()
    {
        Assert.True(Straight(0).IsCrossedBy(Straight(90)));
        Assert.True(Straight(0).IsCrossedBy(Straight(30)));
        Assert.False(Straight(0).IsCrossedBy(new Passage(Heading(80, 3), Heading(100, 3))));
    }

    private static Passage Straight(double degrees) => new(Heading(degrees + 180, 3), Heading(degrees, 3));

    private static Passage Turning(double degrees) => new(Heading(180, 3), Heading(degrees, 3));

    /// <summary>A branch that leaves a node at the origin.</summary>
    private static BranchHeading Heading(double degrees, double radius, KnownKind kind = KnownKind.Unknown)
    {
        (double sine, double cosine) = Math.SinCos(degrees * Math.PI / 180);
        var direction = new PointD(cosine, sine);
        return new BranchHeading(direction * 10, direction, radius, kind);
    }
}
