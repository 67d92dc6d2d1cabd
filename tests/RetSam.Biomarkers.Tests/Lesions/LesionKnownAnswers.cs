using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Lesions;

/// <summary>Counts and areas of drawn lesions; "not measured" and "measured: none" are different.</summary>
public sealed class LesionKnownAnswers
{
    [Fact]
    [KnownAnswer("lesion.drusen.{count,area,coverage,mean_size,largest}")]
    public void Three_squares_are_counted_and_measured()
    {
        BinaryMask mask = Drawing.Where(100, 50, (x, y) => (x < 10 && y < 10) || (x is >= 20 and < 25 && y is >= 20 and < 24) || (x == 99 && y == 49));
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(100, 50).SetMask(RetinaClass.Drusen, mask).Build();
        Assert.Equal(3, eye.Value("lesion.drusen.count"));
        Assert.Equal(121, eye.Value("lesion.drusen.area"));
        Assert.Equal(121.0 / 5000, eye.Value("lesion.drusen.coverage"));
        Assert.Equal(121.0 / 3, eye.Value("lesion.drusen.mean_size"));
        Assert.Equal(100, eye.Value("lesion.drusen.largest"));
        Assert.Equal(MeasurementFlags.WholeFrameAsFieldOfView, eye.Measure("lesion.drusen.coverage").Flags);
    }

    [Fact]
    [KnownAnswer("tessellation.{coverage,area}")]
    public void Coverage_counts_only_what_lies_in_the_field_of_view()
    {
        BinaryMask mask = Drawing.Where(100, 50, (x, _) => x < 30);
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(100, 50)
            .SetMask(RetinaClass.Tessellation, mask)
            .SetFieldOfView(FieldOfView.FromMask(Drawing.Where(100, 50, (x, _) => x is >= 20 and < 60)))
            .Build();
        Assert.Equal(0.25, eye.Value("tessellation.coverage"));
        Assert.Equal(1500, eye.Value("tessellation.area"));
        Assert.Equal(MeasurementFlags.None, eye.Measure("tessellation.coverage").Flags);
    }

    [Fact]
    public void A_class_nobody_looked_for_is_not_predicted()
    {
        using RetinaSegmentation eye = Eye.Segment();
        foreach (string what in new[] { "count", "area", "coverage", "mean_size", "largest" })
        {
            Assert.Equal(MeasurementStatus.NotPredicted, eye.Measure($"lesion.drusen.{what}").Status);
        }

        Assert.Equal(MeasurementStatus.NotPredicted, eye.Measure("myopia.arc_lesion.count").Status);
    }

    [Fact]
    public void A_class_looked_for_and_not_found_measures_0_and_has_no_size()
    {
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(40, 40).SetMask(RetinaClass.Drusen, new BinaryMask(40, 40)).Build();
        Assert.Equal(0, eye.Value("lesion.drusen.count"));
        Assert.Equal(0, eye.Value("lesion.drusen.area"));
        Assert.Equal(0, eye.Value("lesion.drusen.coverage"));
        Assert.Equal(MeasurementStatus.NoneFound, eye.Measure("lesion.drusen.mean_size").Status);
        Assert.Equal(MeasurementStatus.NoneFound, eye.Measure("lesion.drusen.largest").Status);
    }

    [Fact]
    public void An_empty_field_of_view_has_no_coverage()
    {
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(40, 40)
            .SetMask(RetinaClass.Drusen, BinaryMask.Full(40, 40))
            .SetFieldOfView(FieldOfView.FromMask(new BinaryMask(40, 40)))
            .Build();
        Assert.Equal(MeasurementStatus.OutsideFieldOfView, eye.Measure("lesion.drusen.coverage").Status);
        Assert.Equal(1, eye.Value("lesion.drusen.count"));
    }
}
