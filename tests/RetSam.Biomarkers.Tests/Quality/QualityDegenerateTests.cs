namespace RetSam.Biomarkers.Tests.Quality;

/// <summary>Photographs of nothing, and no photograph.</summary>
public sealed class QualityDegenerateTests
{
    public static TheoryData<int, int, byte> Sizes => new()
    {
        { 1, 1, 0 }, { 1, 1, 255 }, { 3, 2, 90 }, { 17, 23, 128 },
        { 300, 200, 0 }, { 300, 200, 255 }, { 300, 200, 127 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_score_of_a_constant_picture_is_in_0_to_1_and_it_is_rejected(int width, int height, byte level)
    {
        using FundusImage image = Constant(width, height, level);
        foreach (bool vessels in new[] { false, true })
        {
            RetinaSegmentation.Builder builder = new RetinaSegmentation.Builder(width, height).SetFieldOfView(FieldOfView.Detect(image));
            using RetinaSegmentation segmentation = (vessels ? builder.SetMask(RetinaClass.Vessel, BinaryMask.Full(width, height)) : builder).Build();
            foreach (Measurement measurement in Quality(segmentation, image))
            {
                if (measurement.Value is not { } value)
                {
                    Assert.True(!vessels && measurement.Id == "quality.vessel_visibility", $"{measurement.Id}: {measurement.Status}");
                    Assert.Equal(MeasurementStatus.NoVessels, measurement.Status);
                    continue;
                }

                Assert.InRange(value, 0, 1);
                Assert.All(measurement.Details, d => Assert.True(double.IsFinite(d.Value), $"{measurement.Id}, {d.Name}"));
                if (measurement.Id is "quality.colour" or "quality.grade")
                {
                    Assert.Equal(0, value);
                }

                // The border of a tiny picture is blended with the black beside it over many pixels of the enlarged copy.
                if (width >= 300 && measurement.Id is ("quality.focus" or "quality.contrast" or "quality.vessel_visibility"))
                {
                    Assert.InRange(value, 0, 0.001);
                }
            }
        }
    }

    [Fact]
    public void An_empty_or_thin_field_of_view_ends_in_a_status()
    {
        using FundusImage image = Constant(300, 200, 100);
        using RetinaSegmentation empty = new RetinaSegmentation.Builder(300, 200).SetFieldOfView(FieldOfView.FromMask(new BinaryMask(300, 200)))
            .SetMask(RetinaClass.Vessel, BinaryMask.Full(300, 200)).Build();
        Assert.All(Quality(empty, image), m => Assert.Equal(MeasurementStatus.OutsideFieldOfView, m.Status));

        using FundusImage column = Constant(1, 400, 90);
        using RetinaSegmentation thinFrame = new RetinaSegmentation.Builder(1, 400).Build();
        Assert.Equal(MeasurementStatus.TooSmall, thinFrame.Measure("quality.contrast", image: column).Status);

        BinaryMask line = Drawing.Where(300, 200, (_, y) => (int)y == 100);
        using RetinaSegmentation thin = new RetinaSegmentation.Builder(300, 200).SetFieldOfView(FieldOfView.FromMask(line)).Build();
        Assert.Equal(MeasurementStatus.TooSmall, thin.Measure("quality.focus", image: image).Status);
        Assert.Equal(MeasurementStatus.TooSmall, thin.Measure("quality.grade", image: image).Status);
    }

    [Fact]
    public void Without_the_photograph_quality_says_so_except_how_much_of_the_field_is_shown()
    {
        using RetinaSegmentation eye = Eye.Segment();
        foreach (Measure measure in Measures)
        {
            Measurement measurement = eye.Measure(measure.Definition.Id);
            if (measure.Definition.Id == "quality.fov_fraction")
            {
                Assert.Equal(MeasurementFlags.WholeFrameAsFieldOfView, measurement.Flags);
                continue;
            }

            Assert.Equal(MeasurementStatus.NoImage, measurement.Status);
            Assert.Equal("Quality is measured on the photograph; only masks were given.", measurement.Reason);
        }
    }

    [Fact]
    public void No_vessels_found_is_a_visibility_of_0_and_not_a_missing_one()
    {
        using FundusImage image = new DrawnPhotograph().Draw();
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(image.Width, image.Height)
            .SetMask(RetinaClass.Vessel, new BinaryMask(image.Width, image.Height)).Build();
        Measurement visibility = eye.Measure("quality.vessel_visibility", image: image);
        Assert.Equal(MeasurementStatus.Ok, visibility.Status);
        Assert.Equal(0, visibility.Value);
    }

    [Fact]
    public void A_photograph_of_another_size_than_the_masks_is_refused()
    {
        using FundusImage image = Constant(300, 200, 100);
        using RetinaSegmentation eye = Eye.Segment();
        Assert.Throws<ArgumentException>(() => new MeasureContext(eye, image: image));
    }

    private static IEnumerable<Measure> Measures
        => MeasureCatalogue.Default.Measures.Where(m => m.Definition.Id.StartsWith("quality.", StringComparison.Ordinal));

    private static Measurement[] Quality(RetinaSegmentation segmentation, FundusImage image)
        => [.. Measures.Select(m => segmentation.Measure(m.Definition.Id, image: image))];

    private static FundusImage Constant(int width, int height, byte level)
    {
        byte[] pixels = new byte[width * height];
        pixels.AsSpan().Fill(level);
        return FundusImage.FromPixels(pixels, width, height, PixelFormat.Gray8);
    }
}
