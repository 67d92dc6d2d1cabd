using RetSam.Biomarkers.Phantoms;

namespace RetSam.Biomarkers.Tests.Phantoms;

/// <summary>The phantom's truth is true: it follows from the formulas it claims, and the drawing is what the truth says.</summary>
public sealed class PhantomTests
{
    private static readonly EyePhantomOptions Small = new() { Size = 640 };

    /// <summary>The first outputs of SplitMix64 from seed 0, as published with the generator's reference implementation.</summary>
    [Fact]
    public void The_generator_is_SplitMix64()
    {
        var random = new SmallRandom(0);
        Assert.Equal([0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F], new[] { random.Next(), random.Next(), random.Next() });
    }

    /// <summary>Of eight arteries and eight veins one may head for the fovea, in about one eye of seventeen; it then ends before it.</summary>
    [Fact]
    public void Every_seed_has_as_many_vessels_as_asked_for()
    {
        for (ulong seed = 0; seed < 60; seed++)
        {
            EyeTruth truth = EyePhantom.Create(new EyePhantomOptions { Seed = seed, Size = 400, VesselsOfEachKind = 8 }).Truth;
            Assert.Equal(8, truth.Arteries.ComponentCount);
            Assert.Equal(8, truth.Veins.ComponentCount);
        }
    }

    [Fact]
    public void A_quarter_circle_turns_a_quarter_and_ends_where_geometry_says()
    {
        var arc = new CentrelineSegment(new PointD(10, 20), 0, 1 / 50.0, 50 * Math.PI / 2);
        Assert.Equal(60, arc.End.X, 9);
        Assert.Equal(70, arc.End.Y, 9);
        Assert.Equal(0, arc.DistanceTo(new PointD(10 + 50 * Math.Sin(0.7), 70 - 50 * Math.Cos(0.7))), 9);
        Assert.Equal(50, arc.DistanceTo(new PointD(10, 70)), 9);
        Assert.Equal(10, arc.DistanceTo(new PointD(0, 20)), 9);
        Assert.Equal(10, arc.DistanceTo(new PointD(60, 80)), 9);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(-0.02)]
    [InlineData(0)]
    public void The_distance_to_a_segment_is_that_to_the_nearest_of_its_points(double curvature)
    {
        var segment = new CentrelineSegment(new PointD(3, -4), 2.1, curvature, 90);
        var random = new SmallRandom(7);
        for (int i = 0; i < 200; i++)
        {
            var p = new PointD(random.Between(-120, 120), random.Between(-120, 120));
            double nearest = Enumerable.Range(0, 9001).Min(s => segment.PointAt(s / 100.0).DistanceTo(p));
            Assert.InRange(nearest - segment.DistanceTo(p), -1e-9, 0.01);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void Branches_are_joined_as_the_bifurcations_say_and_follow_Murray(ulong seed)
    {
        EyeTruth truth = EyePhantom.Create(Small with { Seed = seed, RotationDegrees = 33 }).Truth;
        foreach (VesselTruth vessels in new[] { truth.Arteries, truth.Veins })
        {
            Assert.Equal(6, vessels.ComponentCount);
            Assert.InRange(vessels.Bifurcations.Count, 6, 40);
            Assert.Equal(vessels.EndpointCount, vessels.Bifurcations.Count + 2 * vessels.ComponentCount);
            foreach (VesselBifurcation b in vessels.Bifurcations)
            {
                Assert.Equal(Math.Pow(b.ParentCalibre, 3), Math.Pow(b.WideCalibre, 3) + Math.Pow(b.NarrowCalibre, 3), 6);
                VesselBranch parent = Assert.Single(vessels.Branches, v => v.Centreline[^1].End.DistanceTo(b.Position) < 1e-6);
                VesselBranch[] daughters = [.. vessels.Branches.Where(v => v.Centreline[0].Start.DistanceTo(b.Position) < 1e-6)];
                Assert.Equal(2, daughters.Length);
                double between = Math.IEEERemainder(daughters[0].Centreline[0].Heading - daughters[1].Centreline[0].Heading, Math.Tau);
                Assert.Equal(b.AngleDegrees, Math.Abs(between) * 180 / Math.PI, 6);
                Assert.Equal(b.ParentCalibre, parent.Calibre, 9);
            }

            foreach (VesselBranch branch in vessels.Branches)
            {
                foreach ((CentrelineSegment before, CentrelineSegment after) in branch.Centreline.Zip(branch.Centreline.Skip(1)))
                {
                    Assert.InRange(before.End.DistanceTo(after.Start), 0, 1e-9);
                    Assert.Equal(before.EndHeading, after.Heading, 9);
                }
            }
        }
    }

    [Fact]
    public void Six_widths_become_one_as_Knudtson_pairs_them()
    {
        VesselTruth veins = EyePhantom.Create(Small).Truth.Veins;
        double[] w = [.. veins.ZoneBCalibres];
        double first = Pair(w[0], w[5]);
        double second = Pair(w[1], w[4]);
        double third = Pair(w[2], w[3]);
        double[] three = [.. new[] { first, second, third }.Order()];
        double[] two = [.. new[] { Pair(three[0], three[2]), three[1] }];
        Assert.Equal(Pair(two[0], two[1]), veins.KnudtsonEquivalent, 9);

        static double Pair(double a, double b) => 0.95 * Math.Sqrt(a * a + b * b);
    }

    [Fact]
    public void Crossings_lie_on_an_artery_and_on_a_vein()
    {
        EyeTruth truth = EyePhantom.Create(Small).Truth;
        Assert.NotEmpty(truth.Crossings);
        foreach (VesselCrossing crossing in truth.Crossings)
        {
            // The courses are sampled every 0.0025 of the frame to find where they meet.
            Assert.InRange(truth.Arteries.Branches.Min(b => b.DistanceTo(crossing.Position)), 0, 0.1);
            Assert.InRange(truth.Veins.Branches.Min(b => b.DistanceTo(crossing.Position)), 0, 0.1);
            Assert.InRange(crossing.AngleDegrees, 50, 90);
        }
    }

    [Fact]
    public void Twice_the_size_is_twice_every_length_of_the_same_eye()
    {
        EyeTruth one = EyePhantom.Create(Small).Truth;
        EyeTruth two = EyePhantom.Create(Small with { Size = 1280, RotationDegrees = 123 }).Truth;
        Assert.Equal(2 * one.Arteries.KnudtsonEquivalent, two.Arteries.KnudtsonEquivalent, 9);
        Assert.Equal(2 * one.Veins.TotalLength, two.Veins.TotalLength, 6);
        Assert.Equal(one.Veins.MeanDistanceFactor, two.Veins.MeanDistanceFactor, 9);
        Assert.Equal(one.CupToDiscRatio, two.CupToDiscRatio, 12);
        Assert.Equal(one.Crossings.Count, two.Crossings.Count);
        Assert.Equal(one.Lesions.Select(l => (l.Class, l.IsSuperior, l.IsTemporal)), two.Lesions.Select(l => (l.Class, l.IsSuperior, l.IsTemporal)));
        Assert.Equal(4 * one.Lesions.Sum(l => l.Area), two.Lesions.Sum(l => l.Area), 6);
    }

    [Fact]
    public void A_left_eye_is_the_mirror_image_and_a_quarter_turn_turns_the_picture()
    {
        using BinaryMask right = EyePhantom.Create(Small).DrawMask(RetinaClass.Vessel);
        using BinaryMask left = EyePhantom.Create(Small with { Laterality = Laterality.Left }).DrawMask(RetinaClass.Vessel);
        using BinaryMask turned = EyePhantom.Create(Small with { RotationDegrees = 90 }).DrawMask(RetinaClass.Vessel);
        using BinaryMask mirrored = Drawing.Where(640, 640, (x, y) => right[639 - (int)x, (int)y]);
        using BinaryMask quarter = Drawing.Where(640, 640, (x, y) => right[(int)y, 639 - (int)x]);

        // The sums of a mirrored and a turned drawing round differently: a wall through a pixel centre may fall to either side.
        mirrored.SymmetricExceptWith(left);
        quarter.SymmetricExceptWith(turned);
        Assert.InRange(mirrored.CountPixels(), 0, 3);
        Assert.InRange(quarter.CountPixels(), 0, 3);
    }

    [Fact]
    public void The_same_options_draw_the_same_bits_and_another_seed_another_eye()
    {
        foreach (RetinaClass retinaClass in EyePhantom.Classes)
        {
            using BinaryMask once = EyePhantom.Create(Small).DrawMask(retinaClass);
            using BinaryMask again = EyePhantom.Create(Small).DrawMask(retinaClass);
            using BinaryMask other = EyePhantom.Create(Small with { Seed = 2 }).DrawMask(retinaClass);
            Assert.True(once.ContentEquals(again));
            Assert.False(once.ContentEquals(other));
        }
    }

    [Fact]
    public void Soft_masks_cross_one_half_where_the_hard_ones_end()
    {
        EyePhantom eye = EyePhantom.Create(Small);
        foreach (RetinaClass retinaClass in EyePhantom.Classes)
        {
            using BinaryMask hard = eye.DrawMask(retinaClass);
            using ProbabilityMap soft = eye.DrawProbability(retinaClass);
            using BinaryMask half = soft.ToMask();
            hard.SymmetricExceptWith(half);
            Assert.InRange(hard.CountPixels(), 0, 3);
        }
    }

    [Fact]
    public void The_photograph_is_black_outside_bright_on_the_disc_and_dark_on_vessels()
    {
        EyePhantom eye = EyePhantom.Create(Small);
        using FundusImage photograph = eye.DrawPhotograph();
        using RetinaSegmentation masks = eye.DrawSegmentation();
        Assert.Equal(0, photograph.GetRow(0)[0]);
        double disc = MeanGreen(photograph, masks.GetMask(RetinaClass.OpticDisc)!);
        double vein = MeanGreen(photograph, masks.GetMask(RetinaClass.Vein)!);
        double all = MeanGreen(photograph, masks.FieldOfView.Mask);
        Assert.True(vein < 0.6 * all && all < 0.6 * disc, $"vein {vein}, all {all}, disc {disc}");

        static double MeanGreen(FundusImage image, BinaryMask mask)
        {
            long sum = 0;
            foreach (MaskRun run in mask.EnumerateRuns())
            {
                for (int x = run.Start; x < run.End; x++)
                {
                    sum += image.GetRow(run.Y)[3 * x + 1];
                }
            }

            return (double)sum / mask.CountPixels();
        }
    }

    /// <summary>What is said to be allowed is allowed up to its bounds, and nothing beyond.</summary>
    [Fact]
    public void Options_are_taken_up_to_their_bounds()
    {
        foreach ((EyePhantomOptions last, EyePhantomOptions beyond) in new[]
        {
            (Small with { Size = 320 }, Small with { Size = 319 }),
            (Small with { Size = 4096 }, Small with { Size = 4097 }),
            (Small with { VesselsOfEachKind = 3 }, Small with { VesselsOfEachKind = 2 }),
            (Small with { VesselsOfEachKind = 8 }, Small with { VesselsOfEachKind = 9 }),
            (Small with { LesionsOfEachClass = 0 }, Small with { LesionsOfEachClass = -1 }),
            (Small with { LesionsOfEachClass = 40 }, Small with { LesionsOfEachClass = 41 }),
            (Small with { CupToDiscRatio = 0.1 }, Small with { CupToDiscRatio = 0.0999 }),
            (Small with { CupToDiscRatio = 0.9 }, Small with { CupToDiscRatio = 0.9001 }),
            (Small with { RotationDegrees = -1e6 }, Small with { RotationDegrees = double.NegativeInfinity }),
            (Small with { Laterality = Laterality.Left }, Small with { Laterality = (Laterality)7 }),
        })
        {
            Assert.Equal(last, EyePhantom.Create(last).Options);
            Assert.Throws<ArgumentOutOfRangeException>(() => EyePhantom.Create(beyond));
        }
    }

    [Theory]
    [InlineData(319, 0.5, Laterality.Right)]
    [InlineData(4097, 0.5, Laterality.Right)]
    [InlineData(640, 0.95, Laterality.Right)]
    [InlineData(640, 0.5, Laterality.Unknown)]
    public void Options_outside_of_their_ranges_are_refused(int size, double ratio, Laterality laterality)
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => EyePhantom.Create(new EyePhantomOptions { Size = size, CupToDiscRatio = ratio, Laterality = laterality }));

    [Fact]
    public void Any_number_of_vessels_at_the_smallest_size_grows_into_as_many_trees()
    {
        for (int n = 3; n <= 8; n++)
        {
            EyePhantom eye = EyePhantom.Create(new EyePhantomOptions { Size = 320, VesselsOfEachKind = n, Seed = (ulong)n });
            Assert.Equal(n, eye.Truth.Arteries.ComponentCount);
            using RetinaSegmentation masks = eye.DrawSegmentation();
            Assert.Equal(n, masks.Value("vessel.vein.topology.components"));
        }
    }
}
