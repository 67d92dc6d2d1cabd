namespace RetSam.Core.Tests.Segmentation;

/// <summary>Probability maps beside masks.</summary>
public sealed class ProbabilityTests
{
    [Fact]
    public void A_map_is_there_for_the_class_it_was_set_for_and_no_other()
    {
        var map = new ProbabilityMap(30, 20);
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(30, 20)
            .SetMask(RetinaClass.Vessel, new BinaryMask(30, 20)).SetProbability(RetinaClass.Vessel, map, 0.3).Build();
        Assert.Same(map, eye.GetProbability(RetinaClass.Vessel));
        Assert.Equal(0.3, eye.GetProbabilityThreshold(RetinaClass.Vessel));
        Assert.Null(eye.GetProbability(RetinaClass.Artery));
        Assert.Null(eye.GetProbabilityThreshold(RetinaClass.Artery));
    }

    [Fact]
    public void Masks_alone_have_none()
    {
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(30, 20).SetMask(RetinaClass.Vessel, new BinaryMask(30, 20)).Build();
        Assert.All(RetinaClass.All, c => Assert.Null(eye.GetProbability(c)));
    }

    [Fact]
    public void A_map_goes_back_with_its_segmentation()
    {
        var map = new ProbabilityMap(30, 20);
        RetinaSegmentation eye = new RetinaSegmentation.Builder(30, 20).SetProbability(RetinaClass.Vessel, map).Build();
        eye.Dispose();
        eye.Dispose();
        Assert.Throws<ObjectDisposedException>(() => map.Values.Length);
    }

    [Fact]
    public void A_map_of_another_size_a_second_one_and_a_threshold_out_of_range_are_refused()
    {
        var builder = new RetinaSegmentation.Builder(30, 20);
        Assert.Throws<ArgumentException>(() => builder.SetProbability(RetinaClass.Vessel, new ProbabilityMap(20, 30)));
        Assert.All([0, 1, double.NaN], t => Assert.Throws<ArgumentOutOfRangeException>(() => builder.SetProbability(RetinaClass.Vessel, new ProbabilityMap(30, 20), t)));
        builder.SetProbability(RetinaClass.Vessel, new ProbabilityMap(30, 20));
        Assert.Throws<ArgumentException>(() => builder.SetProbability(RetinaClass.Vessel, new ProbabilityMap(30, 20)));
    }
}
