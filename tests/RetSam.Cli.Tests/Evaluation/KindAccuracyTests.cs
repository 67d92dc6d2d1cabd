using RetSam.Cli.Evaluation;

namespace RetSam.Cli.Tests.Evaluation;

public sealed class KindAccuracyTests
{
    [Fact]
    public void Crossings_are_left_out_missed_vessels_count_against_all_and_a_vessel_called_both_is_wrong()
    {
        // Ten columns of ten pixels. True: 0-3 artery, 4 crossing, 5-8 vein. Predicted: artery 0, 1, 5, 6; vein 1, 4, 7; 2, 3 and 8 missed.
        using BinaryMask trueArtery = Columns(0, 1, 2, 3, 4);
        using BinaryMask trueVein = Columns(4, 5, 6, 7, 8);
        using BinaryMask artery = Columns(0, 1, 5, 6);
        using BinaryMask vein = Columns(1, 4, 7);
        KindAccuracy accuracy = KindAccuracy.Of(artery, vein, trueArtery, trueVein);

        // Right: 0 and 7. Found: 0, 1, 5, 6, 7. All: 0-3 and 5-8.
        Assert.Equal(new KindAccuracy(20, 50, 80), accuracy);
        Assert.Equal(0.25, accuracy.OfAll);
        Assert.Equal(0.4, accuracy.OfFound);
    }

    [Fact]
    public void Without_vessels_there_is_no_accuracy()
    {
        using BinaryMask none = Columns();
        using BinaryMask some = Columns(1);
        Assert.Null(KindAccuracy.Of(some, none, none, none).OfAll);
        Assert.Null(KindAccuracy.Of(none, none, some, none).OfFound);
        Assert.Equal(0, KindAccuracy.Of(none, none, some, none).OfAll);
    }

    private static BinaryMask Columns(params int[] columns) => Drawing.Where(10, 10, (x, _) => columns.Contains(x));
}
