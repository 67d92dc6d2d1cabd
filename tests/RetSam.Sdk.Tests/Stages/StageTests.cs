namespace RetSam.Sdk.Tests.Stages;

public sealed class StageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Stages_wrap_each_other_the_first_added_outermost_and_stand_in_the_report_in_that_order()
    {
        var order = new List<string>();
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b
            .UseStage(new Told("outer", order)).UseStage(new Told("inner", order)));
        using FundusImage image = new DrawnEye().ToImage();
        RetinaReport report = analyzer.Report(image);
        Assert.Equal(
            [
                "outer segments", "inner segments", "inner segmented", "outer segmented",
                "outer measures", "inner measures", "inner measured", "outer measured",
            ],
            order);
        Assert.Equal([new ReportStage("outer", "noted by outer"), new ReportStage("inner", "noted by inner")], report.Segmentation.Stages);
        Assert.Equal("drawn 1.0", report.Segmentation.Source);
        Assert.Equal(report.ToJson(), RetinaReport.Parse(report.ToJson()).ToJson());
    }

    [Fact]
    public void Without_stages_a_report_has_none()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using FundusImage image = new DrawnEye().ToImage();
        Assert.Empty(analyzer.Report(image).Segmentation.Stages);
    }

    [Fact]
    public void A_head_of_ones_own_adds_a_class_that_is_measured_like_any_other()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.UseSegmentation(
            "drusen by hand",
            (request, next) => next(request).ToBuilder().SetMask(RetinaClass.Drusen, Square(request.Image, 12)).Build(),
            RetinaClass.Drusen));
        Assert.Contains(RetinaClass.Drusen, analyzer.PredictedClasses);
        using FundusImage image = new DrawnEye().ToImage();
        using RetinaAnalysis analysis = analyzer.Analyze(image, cancellationToken: Token);
        Assert.Equal(144, analysis.Report.Find("lesion.drusen.area")!.Value);
        Assert.True(analysis.Report.Segmentation.Classes.Single(c => c.Class == "drusen").Found);
        Assert.NotNull(analysis.Segmentation.GetMask(RetinaClass.OpticDisc));
        using RetinaSegmentation alone = analyzer.Segment(image, Token);
        Assert.Equal(144, alone.GetMask(RetinaClass.Drusen)!.CountPixels());
    }

    [Fact]
    public void Post_processing_puts_another_mask_in_a_masks_place()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.UseSegmentation("square discs", (request, next)
            => next(request).ToBuilder().ReplaceMask(RetinaClass.OpticDisc, Square(request.Image, 50)).Build()));
        using FundusImage image = new DrawnEye().ToImage();
        Assert.Equal(2500, analyzer.Report(image).Find("disc.area")!.Value);
    }

    [Fact]
    public async Task A_batch_goes_through_the_stages_and_what_they_throw_is_that_photographs_error()
    {
        int calls = 0;
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.UseSegmentation("every second", (request, next)
            => Interlocked.Increment(ref calls) % 2 == 0 ? throw new InvalidDataException("not this one") : next(request)));
        using FundusImage image = new DrawnEye().ToImage();
        BatchInput[] inputs = [.. Enumerable.Range(0, 20).Select(i => BatchInput.FromImage(image, $"{i}"))];
        int refused = 0;
        await foreach (BatchResult result in analyzer.AnalyzeManyAsync(inputs, cancellationToken: Token))
        {
            using (result)
            {
                refused += result.Error is InvalidDataException ? 1 : 0;
                Assert.True(result.Error is InvalidDataException || result.Analysis!.Report.Segmentation.Stages is [{ Name: "every second" }]);
            }
        }

        Assert.Equal((20, 10), (calls, refused));
    }

    [Fact]
    public void Notes_of_photographs_that_are_analysed_at_once_do_not_mix()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.UseMeasuring("echo", (request, next) =>
        {
            request.Note(request.Metadata.SourceId!);
            Thread.Yield();
            return next(request);
        }));
        using FundusImage image = new DrawnEye().ToImage();
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            RetinaReport report = analyzer.Report(image, new AnalysisOptions { SourceId = $"eye {i}" });
            Assert.Equal($"eye {i}", Assert.Single(report.Segmentation.Stages).Note);
        });
    }

    [Fact]
    public void A_stage_is_not_begun_once_the_token_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b
            .UseSegmentation("cancels", (request, next) =>
            {
                cancellation.Cancel();
                return next(request);
            })
            .UseSegmentation("never", (_, _) => throw new InvalidOperationException("begun")));
        using FundusImage image = new DrawnEye().ToImage();
        Assert.Throws<OperationCanceledException>(() => analyzer.Analyze(image, cancellationToken: cancellation.Token));
    }

    [Fact]
    public void The_analyzer_disposes_its_stages_once_after_the_last_photograph_and_leaves_those_it_was_lent()
    {
        var owned = new Told("owned", []);
        var lent = new Told("lent", []);
        var segmenter = new DrawnSegmenter(new DrawnEye());
        RetinaAnalyzer analyzer = Analyzers.Drawn(segmenter, b => b.UseStage(owned).UseStage(lent, leaveOpen: true));
        segmenter.During = () =>
        {
            analyzer.Dispose();
            Assert.Equal(0, owned.Disposals);
        };
        using FundusImage image = new DrawnEye().ToImage();
        analyzer.Report(image);
        analyzer.Dispose();
        Assert.Equal((1, 0), (owned.Disposals, lent.Disposals));
        lent.Dispose();
    }

    [Fact]
    public void Masks_of_another_size_and_nothing_at_all_are_refused_by_the_stages_name()
    {
        using FundusImage image = new DrawnEye().ToImage();
        using RetinaAnalyzer small = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.UseSegmentation("small", (_, _) => new RetinaSegmentation.Builder(9, 9).Build()));
        Assert.Contains("stage 'small' returned masks of 9x9", Assert.Throws<InvalidOperationException>(() => small.Report(image)).Message, StringComparison.Ordinal);
        using RetinaAnalyzer nothing = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.UseSegmentation("nothing", (_, _) => null!));
        Assert.Contains("'nothing' returned null", Assert.Throws<InvalidOperationException>(() => nothing.Report(image)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segmenting_alone_from_files_and_streams_finds_the_masks_of_an_analysis_and_measures_nothing()
    {
        var measured = new Told("told", []);
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.UseStage(measured));
        using FundusImage image = new DrawnEye().ToImage();
        byte[] encoded = BoxCodec.Encode(image);
        string path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, encoded, Token);
        using RetinaSegmentation fromFile = await analyzer.SegmentAsync(path, Token);
        File.Delete(path);
        using RetinaSegmentation fromStream = await analyzer.SegmentAsync(new SlowStream(encoded), Token);
        Assert.DoesNotContain("told measures", measured.Order);
        using RetinaAnalysis analysis = analyzer.Analyze(image, cancellationToken: Token);
        foreach (RetinaSegmentation segmentation in new[] { fromFile, fromStream })
        {
            Assert.Equal(analysis.Segmentation.Classes, segmentation.Classes);
            Assert.True(analysis.Segmentation.GetMask(RetinaClass.Artery)!.ContentEquals(segmentation.GetMask(RetinaClass.Artery)!));
        }

        await Assert.ThrowsAsync<FundusImageException>(() => analyzer.SegmentAsync(new MemoryStream([1]), Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => analyzer.SegmentAsync(new MemoryStream(encoded), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_segmentation_that_was_handed_on_owns_nothing()
    {
        RetinaSegmentation first = new DrawnEye().ToSegmentation();
        using RetinaSegmentation second = first.ToBuilder().SetSource("second").Build();
        first.Dispose();
        Assert.Equal("second", second.Source);
        Assert.False(second.GetMask(RetinaClass.OpticDisc)!.IsEmpty());
        Assert.Throws<ObjectDisposedException>(first.ToBuilder);
    }

    private static BinaryMask Square(FundusImage image, int side)
    {
        var mask = new BinaryMask(image.Width, image.Height);
        for (int i = 0; i < side * side; i++)
        {
            mask[220 + i % side, 100 + i / side] = true;
        }

        return mask;
    }

    /// <summary>Writes down when it is asked and when it is answered.</summary>
    private sealed class Told(string name, List<string> order) : RetinaStage(name)
    {
        public List<string> Order => order;

        public int Disposals { get; private set; }

        public override RetinaSegmentation Segment(SegmentationRequest request, Func<SegmentationRequest, RetinaSegmentation> next)
        {
            order.Add($"{Name} segments");
            RetinaSegmentation segmentation = next(request);
            order.Add($"{Name} segmented");
            return segmentation;
        }

        public override RetinaReport Measure(MeasuringRequest request, Func<MeasuringRequest, RetinaReport> next)
        {
            order.Add($"{Name} measures");
            RetinaReport report = next(request);
            order.Add($"{Name} measured");
            request.Note($"noted by {Name}");
            return report;
        }

        protected override void Dispose(bool disposing)
        {
            Disposals++;
            base.Dispose(disposing);
        }
    }
}
