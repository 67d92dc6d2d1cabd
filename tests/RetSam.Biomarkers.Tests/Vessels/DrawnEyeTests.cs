using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Vessels;

/// <summary>One eye drawn at three sizes and turned by four angles: its measures are what was drawn, and stay so.</summary>
public sealed class DrawnEyeTests
{
    [Theory]
    [InlineData(640, 0)]
    [InlineData(640, 17)]
    [InlineData(640, 45)]
    [InlineData(640, 90)]
    [InlineData(1024, 0)]
    [InlineData(1024, 17)]
    [InlineData(1024, 45)]
    [InlineData(1024, 90)]
    [InlineData(2048, 0)]
    [InlineData(2048, 17)]
    [InlineData(2048, 45)]
    [InlineData(2048, 90)]
    [KnownAnswer("vessel.artery.crae.knudtson", "vessel.vein.crve.knudtson", "vessel.avr")]
    public void Measures_are_what_was_drawn_at_any_size_and_angle(int size, double degrees)
    {
        using var eye = new DrawnEye(size, degrees);
        double scale = size / 1024.0;
        double crae = CalibreEquivalent.Knudtson(VesselKind.Artery, DrawnEye.ArteryWidths) * scale;
        double crve = CalibreEquivalent.Knudtson(VesselKind.Vein, DrawnEye.VeinWidths) * scale;

        Assert.InRange(eye["vessel.artery.crae.knudtson"] / crae, 0.97, 1.03);
        Assert.InRange(eye["vessel.vein.crve.knudtson"] / crve, 0.97, 1.03);
        Assert.InRange(eye["vessel.avr"] / (crae / crve), 0.97, 1.03);
        Assert.Equal(MeasurementFlags.None, eye.Measurements["vessel.artery.crae.knudtson"].Flags);
        foreach (string kind in new[] { "artery", "vein" })
        {
            Assert.InRange(eye[$"vessel.{kind}.tortuosity.distance_factor.mean"] / DrawnEye.DistanceFactor, 0.995, 1.005);
            Assert.Equal(6, eye[$"vessel.{kind}.topology.components"]);
            Assert.Equal(12, eye[$"vessel.{kind}.topology.endpoints"]);
            Assert.Equal(0, eye[$"vessel.{kind}.topology.bifurcations"]);
        }

        double mean = DrawnEye.ArteryWidths.Average() * scale;
        Assert.InRange(eye["vessel.artery.calibre.mean"], mean - 0.25, mean + 0.25);
    }

    [Fact]
    public void The_fractal_dimension_does_not_depend_on_size_or_angle()
    {
        double[] dimensions = [.. Turned().Select(Dimension)];

        Assert.InRange(dimensions.Max() - dimensions.Min(), 0, 0.06);
        static IEnumerable<(int Size, double Degrees)> Turned()
        {
            foreach (int size in new[] { 640, 1024, 2048 })
            {
                foreach (double degrees in new[] { 0.0, 17, 45 })
                {
                    yield return (size, degrees);
                }
            }
        }

        static double Dimension((int Size, double Degrees) how)
        {
            using var eye = new DrawnEye(how.Size, how.Degrees);
            return eye["vessel.vessel.fractal.d0"];
        }
    }
}
