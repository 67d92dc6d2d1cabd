using System.Text.Json;
using RetSam.Biomarkers.Phantoms;
using RetSam.Models.Lite;

namespace RetSam.Sdk.Tests.SelfTests;

/// <summary>The self-test passes here, and fails where something is wrong.</summary>
public sealed class SelfTestTests
{
    [Fact]
    public void Everything_holds_with_the_default_model()
    {
        var heard = new List<SelfTestCheck>();
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()));
        SelfTestResult result = SelfTest.Run(analyzer, new Listener(heard), TestContext.Current.CancellationToken);
        Assert.Empty(result.Failures);
        Assert.True(result.Passed);
        Assert.Equal(result.Checks, heard);
        Assert.Equal("retsam-lite 0.3.0", result.Model);
        Assert.Contains(result.Checks, c => c.Subject == "masks of retsam-lite 0.3.0" && c.Name == "vein");
        Assert.True(result.Checks.Count > 120);
        using JsonDocument json = JsonDocument.Parse(result.ToJson());
        Assert.Equal(result.Checks.Count, json.RootElement.GetProperty("checks").GetArrayLength());
    }

    [Fact]
    public void The_measures_alone_need_no_model()
    {
        SelfTestResult result = SelfTest.Run(cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Passed);
        Assert.Null(result.Model);
    }

    [Fact]
    public void Another_eyes_truth_does_not_hold()
    {
        EyePhantom eye = EyePhantom.Create(new EyePhantomOptions { Size = 640, Seed = 1 });
        EyeTruth other = EyePhantom.Create(new EyePhantomOptions { Size = 640, Seed = 2 }).Truth;
        SelfTestCheck[] checks = [.. PhantomChecks.Of(eye, other, CancellationToken.None)];
        Assert.True(checks.Count(c => !c.Holds) > checks.Length / 2);
        Assert.All(PhantomChecks.Of(eye, eye.Truth, CancellationToken.None), c => Assert.True(c.Holds, c.Name));
    }

    [Theory]
    [InlineData("vessel.artery.crae.knudtson", "12.5")]
    [InlineData("vessel.artery.crae.knudtson", "NoDisc")]
    public void One_number_other_than_the_reference_does_not_hold_and_is_named(string id, string value)
    {
        SelfTestReference reference = SelfTestReference.Current;
        var altered = new SelfTestReference(new SortedDictionary<string, string>(reference.Measures) { [id] = value }, reference.Models);
        SelfTestCheck[] failed = [.. ReferenceChecks.Of(altered, CancellationToken.None).Where(c => !c.Holds)];
        Assert.Equal(2, failed.Length);
        Assert.Equal((id, value), (failed[1].Name, failed[1].Expected));
    }

    [Fact]
    public void A_model_that_gives_something_else_each_time_does_not_hold()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseSegmenter(new Restless()));
        SelfTestResult result = SelfTest.Run(analyzer, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains(result.Failures, c => c.Subject == "analyzer");
    }

    [Fact]
    public void A_cancelled_self_test_stops() => Assert.Throws<OperationCanceledException>(() => SelfTest.Run(cancellationToken: new CancellationToken(canceled: true)));

    /// <summary>A model that sees one pixel more of the disc each time.</summary>
    private sealed class Restless : IRetinaSegmenter
    {
        private int _calls;

        public string Id => "restless 1.0";

        public IReadOnlyCollection<RetinaClass> PredictedClasses => [RetinaClass.OpticDisc];

        public RetinaSegmentation Segment(FundusImage image, FieldOfView fieldOfView, CancellationToken cancellationToken = default)
        {
            var disc = new BinaryMask(image.Width, image.Height);
            disc.SetRectangle(new PixelRect(200, 200, 100, 100));
            disc[300, 200 + Interlocked.Increment(ref _calls)] = true;
            return new RetinaSegmentation.Builder(image.Width, image.Height).SetFieldOfView(fieldOfView).SetSource(Id).SetMask(RetinaClass.OpticDisc, disc).Build();
        }

        public void Dispose()
        {
        }
    }

    private sealed class Listener(List<SelfTestCheck> heard) : IProgress<SelfTestCheck>
    {
        public void Report(SelfTestCheck value) => heard.Add(value);
    }
}
