using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Lesions;

/// <summary>All lesions together: counts add up, pixels of two classes count once, and the details say who was looked for.</summary>
public sealed class LesionTotalKnownAnswers
{
    [Fact]
    [KnownAnswer("lesion.total.{count,area,coverage,severity}")]
    public void Counts_are_summed_and_areas_united_over_the_classes_looked_for()
    {
        using RetinaSegmentation eye = LesionEye.With(
        [
            (RetinaClass.Hemorrhage, Drawing.Where(100, 100, (x, y) => x < 10 && y < 20)),
            (RetinaClass.Exudate, Drawing.Where(100, 100, (x, y) => (x < 10 && y is >= 10 and < 30) || (x >= 90 && y >= 90))),
            (RetinaClass.Drusen, new BinaryMask(100, 100)),
            (RetinaClass.Artifact, BinaryMask.Full(100, 100)),
        ]);
        Measurement count = eye.Measure("lesion.total.count");
        Assert.Equal(3, count.Value);
        Assert.Equal([("hemorrhage", 1), ("exudate", 2), ("drusen", 0)], count.Details.Select(d => (d.Name, d.Value)));
        Assert.Equal(400, eye.Value("lesion.total.area"));
        Assert.Equal([200, 300, 0], eye.Measure("lesion.total.area").Details.Select(d => d.Value));
        Assert.Equal(0.04, eye.Value("lesion.total.coverage"), 1e-12);
        Assert.Equal(2, eye.Value("lesion.total.severity"));
    }

    [Fact]
    public void Places_of_all_lesions_are_those_of_the_union()
    {
        using RetinaSegmentation eye = LesionEye.With(
            [(RetinaClass.Hemorrhage, Drawing.Circle(401, 401, 250, 150, 30)), (RetinaClass.Exudate, Drawing.Circle(401, 401, 150, 250, 20))],
            new PointD(200, 200));
        Assert.Equal(eye.Value("lesion.hemorrhage.area"), eye.Value("lesion.total.quadrant.superior_temporal", Laterality.Left));
        Assert.Equal(eye.Value("lesion.exudate.area"), eye.Value("lesion.total.quadrant.inferior_nasal", Laterality.Left));
        PixelScale scale = PixelScale.Given(20);
        double both = new[] { "inner_superior", "inner_temporal", "outer_superior", "outer_temporal" }.Sum(s => eye.Value($"lesion.total.etdrs.{s}", Laterality.Left, scale));
        Assert.Equal(eye.Value("lesion.hemorrhage.area"), both);
    }

    [Fact]
    public void Where_nobody_looked_for_lesions_there_is_no_total()
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 30), fovea: new PointD(100, 200));
        Assert.All(
            MeasureCatalogue.Default.Measures.Where(m => m.Definition.Id.StartsWith("lesion.", StringComparison.Ordinal)),
            m => Assert.Equal(MeasurementStatus.NotPredicted, eye.Measure(m.Definition.Id).Status));
    }

    [Fact]
    public void An_absent_class_is_answered_by_one_shared_measurement()
    {
        using RetinaSegmentation one = Eye.Segment();
        using RetinaSegmentation other = Eye.Segment(width: 100, height: 30);
        Assert.Same(one.Measure("lesion.drusen.size.small"), other.Measure("lesion.drusen.size.small", scale: PixelScale.Given(3)));
        Assert.Null(one.Measure("lesion.drusen.size.small").Physical);
    }

    [Fact]
    public void A_class_looked_for_and_not_found_has_numbers_where_none_is_a_number()
    {
        using RetinaSegmentation eye = LesionEye.WithDrusen(new BinaryMask(400, 400), new PointD(150, 200), Drawing.Circle(400, 400, 330, 200, 40));
        foreach (Measure measure in MeasureCatalogue.Default.Measures.Where(m => m.Definition.Region == RetinaClass.Drusen))
        {
            string id = measure.Definition.Id["lesion.drusen.".Length..];
            Measurement measurement = eye.Measure(measure.Definition.Id);
            if (id is "mean_size" or "largest" || id.StartsWith("shape.", StringComparison.Ordinal) || id.StartsWith("distance", StringComparison.Ordinal))
            {
                Assert.Equal(MeasurementStatus.NoneFound, measurement.Status);
            }
            else
            {
                Assert.Equal(0, measurement.Value);
            }
        }
    }
}
