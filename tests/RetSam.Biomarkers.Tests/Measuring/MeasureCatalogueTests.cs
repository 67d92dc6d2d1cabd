namespace RetSam.Biomarkers.Tests.Measuring;

/// <summary>The catalogue as a whole.</summary>
public sealed class MeasureCatalogueTests
{
    [Fact]
    public void Every_lesion_class_has_its_30_measures_and_every_phenotype_its_own()
    {
        foreach (RetinaClass lesion in RetinaClass.All.Where(c => c.Family == RetinaClassFamily.Lesion))
        {
            Assert.All(
                [
                    "count", "area", "coverage", "mean_size", "largest", "size.small", "size.medium", "size.large", "shape.circularity", "shape.aspect_ratio",
                    "quadrant.superior_temporal", "quadrant.superior_nasal", "quadrant.inferior_temporal", "quadrant.inferior_nasal",
                    "quadrant.superior_temporal.count", "quadrant.superior_nasal.count", "quadrant.inferior_temporal.count", "quadrant.inferior_nasal.count",
                    "etdrs.centre", "etdrs.inner_superior", "etdrs.inner_nasal", "etdrs.inner_inferior", "etdrs.inner_temporal",
                    "etdrs.outer_superior", "etdrs.outer_nasal", "etdrs.outer_inferior", "etdrs.outer_temporal",
                    "distance_to_fovea.min", "distance_to_fovea.mean", "severity",
                ],
                what => Assert.Same(lesion, MeasureCatalogue.Default.Find($"lesion.{lesion.Key}.{what}")!.Definition.Region));
        }

        Assert.All(
            ["tessellation", "myopia.arc_lesion", "myopia.diffuse_atrophy", "myopia.patchy_atrophy"],
            prefix => Assert.All(["count", "area", "coverage"], what => Assert.NotNull(MeasureCatalogue.Default.Find($"{prefix}.{what}"))));
        Assert.All(
            [
                "tessellation.circularity", "tessellation.aspect_ratio", "tessellation.centroid_dispersion", "tessellation.density.macula",
                "tessellation.density.disc", "tessellation.density.zone", "myopia.coverage", "myopia.ppa_disc_ratio", "lesion.total.count",
            ],
            id => Assert.NotNull(MeasureCatalogue.Default.Find(id)));
    }

    [Fact]
    public void Every_entry_says_what_it_is_and_physical_units_follow_the_unit()
    {
        foreach (Measure measure in MeasureCatalogue.Default.Measures)
        {
            MeasureDefinition definition = measure.Definition;
            Assert.Matches("^[a-z0-9_]+(\\.[a-z0-9_]+)*$", definition.Id);
            Assert.NotEmpty(definition.Name);
            Assert.NotEmpty(definition.Definition);
            Assert.NotEmpty(definition.Source);
            Assert.NotEmpty(definition.Unit);
            Assert.Equal(definition.Inputs.HasFlag(MeasureInputs.Region), definition.Region is not null);
            Assert.Same(measure, MeasureCatalogue.Default.Find(definition.Id));
        }

        Assert.Null(MeasureCatalogue.Default.Find("disc.weight"));
    }

    /// <summary>Names and definitions are put together from parts: none is missing, and no two measures come out alike.</summary>
    [Fact]
    public void Names_and_definitions_are_whole_and_tell_measures_apart()
    {
        MeasureDefinition[] all = [.. MeasureCatalogue.Default.Measures.Select(m => m.Definition)];
        Assert.All(all.SelectMany(d => new[] { d.Name, d.Definition }), text =>
        {
            Assert.Equal(text.Trim(), text);
            Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
            Assert.DoesNotMatch("[( ][,.;)]", text);
        });
        Assert.Empty(all.GroupBy(d => d.Name).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void The_order_is_vessels_disc_macula_regions_quality()
    {
        string[] groups = [.. MeasureCatalogue.Default.Measures.Select(m => Group(m.Definition.Id)).Distinct()];
        Assert.Equal(groups.Order(StringComparer.Ordinal), groups);

        static string Group(string id) => id.Split('.')[0] switch
        {
            "vessel" => "1 vessels",
            "disc" or "cup" or "rim" or "cdr" or "ddls" => "2 disc and cup",
            "macula" => "3 macula",
            "quality" => "5 quality",
            _ => "4 regions",
        };
    }

    [Fact]
    public void Two_measures_of_one_id_are_refused()
        => Assert.Throws<ArgumentException>(() => MeasureCatalogue.Default.With(MeasureCatalogue.Default.Measures[0]));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 400)]
    [InlineData(65, 64)]
    public void No_mask_however_odd_gives_a_number_without_ok_or_a_gap_without_reason(int width, int height)
    {
        foreach (bool full in new[] { true, false })
        {
            var builder = new RetinaSegmentation.Builder(width, height);
            foreach (RetinaClass retinaClass in RetinaClass.All)
            {
                builder.SetMask(retinaClass, full ? BinaryMask.Full(width, height) : new BinaryMask(width, height));
            }

            using RetinaSegmentation eye = builder.SetFovea(new PointD(0, 0)).Build();
            IReadOnlyList<Measurement> measurements = MeasureCatalogue.Default.MeasureAll(
                eye,
                PixelScale.Given(5),
                Laterality.Left,
                cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(MeasureCatalogue.Default.Measures.Count, measurements.Count);
            Assert.All(measurements, m =>
            {
                Assert.Equal(m.Status == MeasurementStatus.Ok, m.Value is { } value && double.IsFinite(value));
                Assert.Equal(m.Status == MeasurementStatus.Ok, m.Reason is null);
            });
        }
    }

    [Fact]
    public void A_cancelled_run_stops()
    {
        using RetinaSegmentation eye = Eye.Segment();
        Assert.Throws<OperationCanceledException>(() => MeasureCatalogue.Default.MeasureAll(eye, cancellationToken: new CancellationToken(true)));
    }
}
