namespace RetSam.Sdk.Tests.Analysis;

public sealed class LifetimeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Without_a_model_creation_fails_and_says_how_to_give_one()
    {
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => RetinaAnalyzer.Create(_ => { }));
        Assert.Contains("b.UseModel(LiteModel.OpenPackage())", e.Message, StringComparison.Ordinal);
        Assert.Contains("RetSam.Models.Lite", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_analyzer_without_a_model_measures_masks_and_refuses_photographs()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        using RetinaSegmentation segmentation = new DrawnEye().ToSegmentation();
        Assert.NotEmpty(analyzer.Measure(segmentation, cancellationToken: Token).Segmentation.Classes);
        using FundusImage image = new DrawnEye().ToImage();
        Assert.Throws<InvalidOperationException>(() => analyzer.Analyze(image, cancellationToken: Token));
    }

    [Fact]
    public void Cancelled_before_the_start_nothing_runs()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye());
        using RetinaAnalyzer analyzer = Analyzers.Drawn(segmenter);
        using FundusImage image = new DrawnEye().ToImage();
        Assert.Throws<OperationCanceledException>(() => analyzer.Analyze(image, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal(0, segmenter.Calls);
    }

    [Fact]
    public async Task Cancelled_in_the_middle_the_call_ends_and_the_analyzer_goes_on()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye());
        using RetinaAnalyzer analyzer = Analyzers.Drawn(segmenter);
        using FundusImage image = new DrawnEye().ToImage();
        using var cancellation = new CancellationTokenSource();
        segmenter.During = cancellation.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => analyzer.AnalyzeAsync(new MemoryStream(BoxCodec.Encode(image)), cancellation.Token));
        segmenter.During = null;
        using RetinaAnalysis next = analyzer.Analyze(image, cancellationToken: Token);
        Assert.NotNull(next.Report);
    }

    [Fact]
    public void After_disposal_every_call_is_refused()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye());
        RetinaAnalyzer analyzer = Analyzers.Drawn(segmenter);
        using FundusImage image = new DrawnEye().ToImage();
        using RetinaSegmentation segmentation = new DrawnEye().ToSegmentation();
        analyzer.Dispose();
        analyzer.Dispose();
        Assert.True(segmenter.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => analyzer.Analyze(image, cancellationToken: Token));
        Assert.Throws<ObjectDisposedException>(() => analyzer.Segment(image, Token));
        Assert.Throws<ObjectDisposedException>(() => analyzer.Measure(segmentation, cancellationToken: Token));
    }

    [Fact]
    public void A_segmenter_left_open_stays_open()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye());
        RetinaAnalyzer.Create(b => b.UseSegmenter(segmenter, leaveOpen: true)).Dispose();
        Assert.False(segmenter.IsDisposed);
    }

    [Fact]
    public async Task Disposing_while_a_call_runs_lets_it_end_and_only_then_gives_the_model_back()
    {
        using var inside = new SemaphoreSlim(0);
        using var mayGoOn = new SemaphoreSlim(0);
        var segmenter = new DrawnSegmenter(new DrawnEye());
        segmenter.During = () =>
        {
            inside.Release();
            mayGoOn.Wait(Token);
        };
        RetinaAnalyzer analyzer = Analyzers.Drawn(segmenter);
        using FundusImage image = new DrawnEye().ToImage();
        Task<RetinaAnalysis> running = Task.Run(() => analyzer.Analyze(image, cancellationToken: Token), Token);
        await inside.WaitAsync(Token);

        analyzer.Dispose();
        Assert.False(segmenter.IsDisposed);
        mayGoOn.Release();
        using RetinaAnalysis analysis = await running;
        Assert.NotEmpty(analysis.Report.Segmentation.Classes);
        Assert.True(segmenter.IsDisposed);
    }

    [Fact]
    public async Task Many_threads_get_the_report_that_one_gets()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using FundusImage image = new DrawnEye().ToImage();
        string alone = analyzer.Report(image).ToJson();
        string[] together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => analyzer.Report(image).ToJson(), Token)));
        Assert.All(together, json => Assert.Equal(alone, json));
    }

    [Fact]
    public void A_call_in_steady_state_allocates_less_than_a_megabyte()
    {
        var eye = new DrawnEye { Width = 1200, Height = 1000, Disc = new PointD(800, 500), Fovea = new PointD(400, 510) };
        using FundusImage image = eye.ToImage();
        using RetinaAnalyzer analyzer = Analyzers.Drawn(eye);
        Assert.InRange(AllocatedBytes.LeastOf(() => analyzer.Analyze(image, cancellationToken: Token).Dispose()), 0, 1_000_000);
    }
}
