using RetSam.Biomarkers.Phantoms;

namespace RetSam.Biomarkers.Tests.Measuring;

/// <summary>What measuring an eye leaves to the garbage collector, once its buffers lie in the pools.</summary>
public sealed class MeasuringAllocationTests
{
    /// <summary>The results, the graphs' nodes and branches, and the trees; no pixel and no sample.</summary>
    private const long Most = 270 * 1024;

    private const int Repeats = 8;

    [Fact]
    public void Every_measure_of_an_eye_with_lesions_allocates_results_and_no_pixels()
    {
        using RetinaSegmentation eye = EyePhantom.Create(new EyePhantomOptions { Size = 1024, Seed = 1, LesionsOfEachClass = 40 }).DrawSegmentation();
        Assert.True(MeasureCatalogue.Default.MeasureAll(eye, PixelScale.Given(12), cancellationToken: TestContext.Current.CancellationToken).Count > 1000);

        // The least of several: tests that run beside this one borrow from the same pools.
        long least = long.MaxValue;
        for (int i = 0; i < Repeats; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            MeasureCatalogue.Default.MeasureAll(eye, PixelScale.Given(12), cancellationToken: TestContext.Current.CancellationToken);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least, 1, Most);
    }
}
