using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

public class PointTests
{
    private const int Side = TestPackage.Side;

    [Theory]
    [InlineData(12.0, 20.0)]
    [InlineData(12.3, 19.6)]
    [InlineData(9.75, 7.5)]
    public void The_peak_of_a_heatmap_is_found_between_pixels(double x, double y)
    {
        using RetinaSegmentation result = Heatmap(0.5, Bell(x, y, height: 3, sigma: 3, Side));
        Assert.NotNull(result.Fovea);
        Assert.InRange(result.Fovea.Value.DistanceTo(new PointD(x, y)), 0, 0.1);
        Assert.InRange(result.FoveaConfidence!.Value, 0.92, 1 / (1 + Math.Exp(-3)));
        Assert.Equal([RetinaClass.Fovea], result.Classes);
    }

    [Fact]
    public void A_coarser_heatmap_is_read_in_the_photographs_pixels()
    {
        // (5.5, 6.25) of a 16 px head is (11.5, 13) of 32: half a pixel is added, doubled and taken off again.
        using RetinaSegmentation result = Heatmap(0.5, Bell(5.5, 6.25, height: 3, sigma: 2, 16), side: 16);
        Assert.InRange(result.Fovea!.Value.DistanceTo(new PointD(11.5, 13)), 0, 0.2);
    }

    [Fact]
    public void A_peak_below_the_threshold_was_looked_for_and_not_found()
    {
        using RetinaSegmentation result = Heatmap(0.97, Bell(12, 20, height: 3, sigma: 3, Side));
        Assert.True(result.FoveaWasSought);
        Assert.Null(result.Fovea);
        Assert.Null(result.FoveaConfidence);
        Assert.Equal([RetinaClass.Fovea], result.Classes);
    }

    [Fact]
    public void A_peak_outside_the_field_of_view_does_not_count()
    {
        float[] high = Bell(4, 4, height: 5, sigma: 2, Side);
        float[] low = Bell(22, 22, height: 3, sigma: 2, Side);
        FieldOfView right = FieldOfView.FromMask(TestPackage.Mask((x, _) => x >= 12));
        using RetinaSegmentation result = Heatmap(0.5, [.. high.Zip(low, Math.Max)], fieldOfView: right);
        Assert.InRange(result.Fovea!.Value.DistanceTo(new PointD(22, 22)), 0, 0.1);
    }

    [Theory]
    [InlineData("pixel", 7.25f, 9.5f, 7.25, 9.5)]
    [InlineData("fraction", 0.5f, 0.25f, 15.5, 7.5)]
    public void Coordinates_are_read_in_their_unit(string unit, float a, float b, double x, double y)
    {
        using RetinaSegmentation result = Coordinates($"\"unit\": \"{unit}\"", "", [a, b]);
        Assert.Equal(x, result.Fovea!.Value.X, 1e-9);
        Assert.Equal(y, result.Fovea!.Value.Y, 1e-9);
        Assert.Null(result.FoveaConfidence);
    }

    [Theory]
    [InlineData(2f, true)]
    [InlineData(0.5f, false)]
    public void Coordinates_with_a_confidence_count_from_the_threshold_on(float logit, bool isFound)
    {
        using RetinaSegmentation result = Coordinates("\"unit\": \"pixel\", \"confidence\": true", ", \"threshold\": 0.8", [4, 5, logit]);
        Assert.True(result.FoveaWasSought);
        Assert.Equal(isFound, result.Fovea is not null);
        Assert.Equal(isFound ? 1 / (1 + Math.Exp(-logit)) : null, result.FoveaConfidence);
    }

    [Theory]
    [InlineData(-3f)]
    [InlineData(40f)]
    public void Coordinates_outside_the_photograph_were_looked_for_and_not_found(float x)
    {
        using RetinaSegmentation result = Coordinates("\"unit\": \"pixel\"", "", [x, 5]);
        Assert.True(result.FoveaWasSought);
        Assert.Null(result.Fovea);
    }

    private static float[] Bell(double x, double y, double height, double sigma, int side)
        => TestPackage.Plane((px, py) => (float)((height + 6) * Math.Exp(-((px - x) * (px - x) + (py - y) * (py - y)) / (2 * sigma * sigma)) - 6), side);

    private static RetinaSegmentation Heatmap(double threshold, float[] plane, int side = Side, FieldOfView? fieldOfView = null)
    {
        JsonObject head = TestPackage.Head(FormattableString.Invariant(
            $$"""{ "name": "fovea", "kind": "heatmap", "width": {{side}}, "height": {{side}}, "channels": [{ "class": "fovea", "threshold": {{threshold}} }] }"""));
        return TestPackage.Segment(TestPackage.Manifest(head), TestPackage.ConstantGraph(("fovea", [1, 1, side, side], plane)), fieldOfView);
    }

    private static RetinaSegmentation Coordinates(string fields, string channelFields, float[] values)
    {
        JsonObject head = TestPackage.Head(
            "{ \"name\": \"point\", \"kind\": \"coordinates\", " + fields + ", \"channels\": [{ \"class\": \"fovea\"" + channelFields + " }] }");
        return TestPackage.Segment(TestPackage.Manifest(head), TestPackage.ConstantGraph(("point", [1, values.Length], values)));
    }
}
