using RetSam.Inference;

namespace RetSam.Models.Lite.Tests;

/// <summary>What the default model finds in the photograph that comes with the repository.</summary>
public sealed class SamplePhotographTests(SamplePhotographTests.Sample sample) : IClassFixture<SamplePhotographTests.Sample>
{
    [Fact]
    public void Vessels_are_found_in_a_plausible_share_of_the_retina_with_arteries_and_veins_inside_them()
    {
        RetinaSegmentation result = sample.Result;
        BinaryMask vessel = result.GetMask(RetinaClass.Vessel)!;
        BinaryMask artery = result.GetMask(RetinaClass.Artery)!;
        BinaryMask vein = result.GetMask(RetinaClass.Vein)!;
        double share = (double)vessel.CountPixels() / result.FieldOfView.Area;
        Assert.InRange(share, 0.05, 0.20);
        foreach (BinaryMask kind in new[] { artery, vein })
        {
            Assert.InRange((double)kind.CountPixels() / vessel.CountPixels(), 0.15, 0.8);
            Assert.Equal(kind.CountPixels(), kind.CountShared(vessel));
        }

        Assert.Equal(vessel.CountPixels(), vessel.CountShared(result.FieldOfView.Mask));
        // Where the two kinds cross both are set; anywhere else that would be an undecided model.
        Assert.InRange((double)artery.CountShared(vein) / vessel.CountPixels(), 0, 0.1);
    }

    [Fact]
    public void One_disc_is_found_with_a_cup_inside_it_and_a_fovea_two_and_a_half_disc_diameters_away()
    {
        RetinaSegmentation result = sample.Result;
        BinaryMask disc = result.GetMask(RetinaClass.OpticDisc)!;
        BinaryMask cup = result.GetMask(RetinaClass.OpticCup)!;
        PixelRect box = disc.GetBounds();
        Assert.InRange((double)box.Width / box.Height, 0.7, 1.4);
        double diameter = 2 * Math.Sqrt(disc.CountPixels() / Math.PI);
        // A disc spans 1.8 mm of the 13 to 15 mm that a 45 to 50 degree camera sees.
        Assert.InRange(diameter / (2 * result.FieldOfView.Radius), 0.08, 0.2);
        Assert.InRange(cup.CountPixels(), 1, disc.CountPixels() - 1);
        Assert.Equal(cup.CountPixels(), cup.CountShared(disc));
        Assert.NotNull(result.Fovea);
        // Anatomy: the fovea lies about 2.5 disc diameters from the disc's centre.
        Assert.InRange(result.Fovea.Value.DistanceTo(box.Centre) / diameter, 1.8, 3.4);
    }

    [Fact]
    public void One_and_two_threads_and_two_runs_give_the_same_masks()
    {
        RetinaSegmentation first = sample.Result;
        using RetinaSegmentation again = sample.Segment();
        using OnnxSegmenter single = new(LiteModel.OpenPackage(), new OnnxSegmenterOptions { Threads = 1 });
        using RetinaSegmentation alone = sample.Segment(single);
        foreach (RetinaClass retinaClass in first.Classes.Where(c => c != RetinaClass.Fovea))
        {
            Assert.True(first.GetMask(retinaClass)!.ContentEquals(again.GetMask(retinaClass)!));
            Assert.True(first.GetMask(retinaClass)!.ContentEquals(alone.GetMask(retinaClass)!));
        }

        Assert.Equal(first.Fovea, again.Fovea);
        Assert.Equal(first.Fovea, alone.Fovea);
    }

    [Fact]
    public void A_call_in_steady_state_allocates_little()
    {
        // Each result takes over its field of view.
        const int Times = 4;
        var fieldsOfView = new Queue<FieldOfView>(Enumerable.Range(0, Times).Select(_ => FieldOfView.Detect(sample.Image)));
        long allocated = AllocatedBytes.LeastOf(
            () => sample.Segmenter.Segment(sample.Image, fieldsOfView.Dequeue(), TestContext.Current.CancellationToken).Dispose(), Times);
        TestContext.Current.SendDiagnosticMessage($"{allocated} bytes");
        Assert.InRange(allocated, 0, 100_000);
    }

    /// <summary>One session and one result for all tests: loading and running are what takes time.</summary>
    public sealed class Sample : IDisposable
    {
        public Sample()
        {
            Image = TestFiles.ReadPhotograph(Path.Combine(TestFiles.RepositoryRoot, "samples", "images", "retina.jpg"));
            Segmenter = new OnnxSegmenter(LiteModel.OpenPackage(), new OnnxSegmenterOptions { Threads = 2 });
            Result = Segment();
        }

        public FundusImage Image { get; }

        public OnnxSegmenter Segmenter { get; }

        public RetinaSegmentation Result { get; }

        public RetinaSegmentation Segment(OnnxSegmenter? segmenter = null)
            => (segmenter ?? Segmenter).Segment(Image, FieldOfView.Detect(Image), TestContext.Current.CancellationToken);

        public void Dispose()
        {
            Result.Dispose();
            Segmenter.Dispose();
            Image.Dispose();
        }
    }
}
