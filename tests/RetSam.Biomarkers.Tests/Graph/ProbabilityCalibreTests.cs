using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Tests.Graph;

/// <summary>The calibre from probabilities against the widths that were drawn, the mask being cut from the same probabilities.</summary>
public sealed class ProbabilityCalibreTests
{
    private const int Side = 240;

    /// <summary>Widths in px, and the scale of the logistic edge in px: 0.4 falls from 0.9 to 0.1 over 1.8 px, 1.2 over 5.</summary>
    public static TheoryData<double, double> Bands => new()
    {
        { 3, 0.4 }, { 3, 0.8 }, { 3.4, 0.6 }, { 4, 0.4 }, { 4.5, 1.2 }, { 5, 0.2 }, { 6.5, 0.6 }, { 8, 1.2 }, { 10, 0.4 }, { 13, 0.2 },
        { 13, 0.8 }, { 17.5, 0.6 }, { 20, 1.2 }, { 30, 0.4 }, { 40, 0.8 },
    };

    [Theory]
    [MemberData(nameof(Bands))]
    public void Every_band_with_a_soft_edge_reads_its_width_at_any_angle_and_better_than_its_mask(double width, double softness)
    {
        double worst = 0, sum = 0, ofMask = 0;
        for (double angle = 0; angle <= 90; angle += 7.5)
        {
            for (double offset = 0.1; offset < 1; offset += 0.3)
            {
                using ProbabilityMap map = Band(angle, offset, width, softness);
                using BinaryMask mask = map.ToMask();
                double error = Math.Abs(MeanCalibre(mask, new VesselGraphOptions { Probability = map }) - width);
                worst = Math.Max(worst, error);
                sum += error;
                ofMask += Math.Abs(MeanCalibre(mask, VesselGraphOptions.None) - width);
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{width} {softness}: worst {worst:F3} mean {sum / 52:F4} mask {ofMask / 52:F4}");
        Assert.InRange(worst, 0, 0.25);
        Assert.True(sum < ofMask, $"mean error {sum / 52} px, from the mask {ofMask / 52} px");
    }

    private static double MeanCalibre(BinaryMask mask, VesselGraphOptions options)
    {
        using VesselGraph graph = VesselGraph.FromMask(mask, options);
        return Assert.Single(graph.Edges).MeanCalibre!.Value;
    }

    /// <summary>A straight vessel from one end to the other of most of the frame, its edges logistic at any distance from a wall.</summary>
    private static ProbabilityMap Band(double angle, double offset, double width, double softness)
    {
        double ux = Math.Cos(angle * Math.PI / 180);
        double uy = Math.Sin(angle * Math.PI / 180);
        return Map((x, y) =>
        {
            double along = (x - Side / 2) * ux + (y - Side / 2) * uy;
            double across = (y - Side / 2) * ux - (x - Side / 2) * uy - offset;
            return Logistic(Math.Min(90 - Math.Abs(along), width / 2 - Math.Abs(across)), softness);
        });
    }

    private static double Logistic(double inside, double softness) => 1 / (1 + Math.Exp(-inside / softness));

    private static ProbabilityMap Map(Func<int, int, double> probability)
    {
        var map = new ProbabilityMap(Side, Side);
        for (int y = 0; y < Side; y++)
        {
            Span<float> row = map.GetRow(y);
            for (int x = 0; x < Side; x++)
            {
                row[x] = (float)probability(x, y);
            }
        }

        return map;
    }
}
