namespace RetSam.Cli.Evaluation;

/// <summary>
/// How often a vessel is called by its right kind, over the pixels that the expert calls artery or vein and not both (crossings and
/// vessels of unknown kind are left out). A pixel is right when the model calls it by that kind alone.
/// </summary>
/// <param name="Right">Pixels called by the right kind alone.</param>
/// <param name="Found">Pixels called artery, vein or both.</param>
/// <param name="All">All pixels of one kind.</param>
internal readonly record struct KindAccuracy(long Right, long Found, long All)
{
    /// <summary>Right / all: a vessel that was missed counts as wrong.</summary>
    public double? OfAll => All == 0 ? null : (double)Right / All;

    /// <summary>Right / found: of the vessels that the model saw.</summary>
    public double? OfFound => Found == 0 ? null : (double)Right / Found;

    public static KindAccuracy Of(BinaryMask predictedArtery, BinaryMask predictedVein, BinaryMask trueArtery, BinaryMask trueVein)
    {
        using BinaryMask artery = Without(trueArtery, trueVein);
        using BinaryMask vein = Without(trueVein, trueArtery);
        using BinaryMask calledArtery = Without(predictedArtery, predictedVein);
        using BinaryMask calledVein = Without(predictedVein, predictedArtery);
        using BinaryMask called = predictedArtery.Clone();
        called.UnionWith(predictedVein);
        return new KindAccuracy(
            artery.CountShared(calledArtery) + vein.CountShared(calledVein),
            artery.CountShared(called) + vein.CountShared(called),
            artery.CountPixels() + vein.CountPixels());
    }

    private static BinaryMask Without(BinaryMask mask, BinaryMask other)
    {
        BinaryMask result = mask.Clone();
        result.ExceptWith(other);
        return result;
    }
}
