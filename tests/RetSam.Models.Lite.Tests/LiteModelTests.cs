using RetSam.Inference;

namespace RetSam.Models.Lite.Tests;

public class LiteModelTests
{
    [Fact]
    public void The_package_is_read_once_and_shared()
    {
        var found = new ModelPackage[8];
        Parallel.For(0, found.Length, i => found[i] = LiteModel.OpenPackage());
        Assert.All(found, p => Assert.Same(found[0], p));
    }

    [Fact]
    public void The_manifest_tells_what_is_predicted_under_which_terms_and_how_well()
    {
        ModelManifest manifest = LiteModel.OpenPackage().Manifest;
        Assert.Equal("retsam-lite", manifest.Id);
        Assert.Contains("Research and evaluation only", manifest.Terms, StringComparison.Ordinal);
        Assert.NotNull(manifest.Training);
        Assert.NotEmpty(manifest.Training.Sets);
        Assert.All(
            manifest.PredictedClasses,
            c => Assert.Contains(manifest.Training.Accuracy, a => a.Class == c));
        Assert.Superset(
            new HashSet<RetinaClass> { RetinaClass.Vessel, RetinaClass.Artery, RetinaClass.Vein, RetinaClass.OpticDisc, RetinaClass.OpticCup, RetinaClass.Fovea },
            manifest.PredictedClasses.ToHashSet());
    }
}
