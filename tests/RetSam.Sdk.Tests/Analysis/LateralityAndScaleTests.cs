namespace RetSam.Sdk.Tests.Analysis;

public sealed class LateralityAndScaleTests
{
    [Theory]
    [InlineData(320, 150, Laterality.Right)]
    [InlineData(150, 320, Laterality.Left)]
    public void The_disc_lies_right_of_the_fovea_in_a_right_eye_and_left_of_it_in_a_left_eye(double discX, double foveaX, Laterality expected)
    {
        ReportLaterality laterality = Measure(new DrawnEye { Disc = new PointD(discX, 200), Fovea = new PointD(foveaX, 205) }, null);
        Assert.Equal((expected, LateralityOrigin.Inferred), (laterality.Eye, laterality.Origin));
        Assert.InRange(laterality.Confidence!.Value, 0, 1);
    }

    [Fact]
    public void Nothing_is_inferred_without_a_fovea_or_with_the_fovea_above_the_disc()
    {
        var unknown = new ReportLaterality(Laterality.Unknown, LateralityOrigin.Unknown);
        Assert.Equal(unknown, Measure(new DrawnEye { Fovea = null }, null));
        Assert.Equal(unknown, Measure(new DrawnEye { Fovea = new PointD(300, 60) }, null));
        Assert.Equal(unknown, Measure(new DrawnEye(), new AnalysisOptions { InferLaterality = false }));
    }

    [Fact]
    public void The_call_goes_before_the_metadata_the_metadata_before_the_default_and_all_before_the_inferred()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.WithLaterality(Laterality.Left));
        using FundusImage plain = new DrawnEye().ToImage();
        using FundusImage right = new DrawnEye().ToImage(new FundusImageMetadata { Laterality = Laterality.Right });
        Assert.Equal(new ReportLaterality(Laterality.Left, LateralityOrigin.Given), analyzer.Report(plain).Laterality);
        Assert.Equal(new ReportLaterality(Laterality.Right, LateralityOrigin.Given), analyzer.Report(right).Laterality);
        var call = new AnalysisOptions { Laterality = Laterality.Left };
        Assert.Equal(new ReportLaterality(Laterality.Left, LateralityOrigin.Given), analyzer.Report(right, call).Laterality);
    }

    [Fact]
    public void A_scale_comes_from_the_call_then_the_metadata_then_the_cameras_angle_then_the_default()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.WithScale(PixelScale.FromDicom(3)));
        using FundusImage plain = new DrawnEye().ToImage();
        using FundusImage angle = new DrawnEye().ToImage(new FundusImageMetadata { FieldOfViewDegrees = 45 });
        using FundusImage scaled = new DrawnEye().ToImage(new FundusImageMetadata { FieldOfViewDegrees = 45, Scale = PixelScale.Given(7) });

        Assert.Equal(new ReportScale(3, PixelScaleProvenance.FromDicom), analyzer.Report(plain).Scale);
        ReportScale fromAngle = analyzer.Report(angle).Scale;
        Assert.Equal(PixelScaleProvenance.FromFovAngle, fromAngle.Provenance);
        Assert.Equal(45 * PixelScale.MicrometresPerDegree / (2 * 196), fromAngle.MicrometresPerPixel!.Value, 0.5);
        Assert.Equal(new ReportScale(7, PixelScaleProvenance.Given), analyzer.Report(scaled).Scale);
        Assert.Equal(9, analyzer.Report(scaled, new AnalysisOptions { Scale = PixelScale.Given(9) }).Scale.MicrometresPerPixel);
    }

    private static ReportLaterality Measure(DrawnEye eye, AnalysisOptions? options)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        using RetinaSegmentation segmentation = eye.ToSegmentation();
        return analyzer.Measure(segmentation, options, TestContext.Current.CancellationToken).Laterality;
    }
}
