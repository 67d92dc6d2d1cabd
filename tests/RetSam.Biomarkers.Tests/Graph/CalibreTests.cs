using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Tests.Graph;

/// <summary>The calibre along the centreline against the widths that were drawn.</summary>
public sealed class CalibreTests
{
    public static TheoryData<double> Widths => [3, 4, 5, 6.5, 8, 10, 13, 17.5, 20, 30, 40];

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_band_reads_its_width_at_any_angle(double width)
    {
        for (double angle = 0; angle <= 90; angle += 7.5)
        {
            // Along the axes and diagonals the pixels hold a width only to a whole pixel (or half a diagonal), whatever measures it:
            // seven positions a seventh of the pixels' period apart make up for that.
            double period = angle % 45 == 0 ? (angle == 45 ? Math.Sqrt(0.5) : 1) : 1;
            double sum = 0;
            for (int i = 0; i < 7; i++)
            {
                double calibre = MeanCalibre(angle, (i + 0.5) / 7 * period, width);
                sum += calibre;
                if (angle % 45 != 0)
                {
                    Assert.InRange(calibre, width - 0.25, width + 0.25);
                }
            }

            Assert.InRange(sum / 7, width - 0.15, width + 0.15);
        }
    }

    [Fact]
    public void A_band_of_odd_width_along_the_rows_reads_exactly_its_width()
    {
        foreach (int width in new[] { 1, 3, 5, 9, 21 })
        {
            using BinaryMask mask = new BinaryMask(200, 60).Bar(10, 30, 190, 30, width);
            using VesselGraph graph = VesselGraph.FromMask(mask);

            Assert.Equal(width, Assert.Single(graph.Edges).MeanCalibre!.Value, 0.01);
        }
    }

    [Fact]
    public void A_tapering_vessel_reads_its_width_where_it_is()
    {
        using BinaryMask mask = new BinaryMask(400, 120).Taper(30, 40, 20, 370, 80, 6);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        VesselEdge edge = Assert.Single(graph.Edges);
        for (int i = 20; i < edge.Centreline.Length - 20; i++)
        {
            double t = ((edge.Centreline[i].X - 30) * 340 + (edge.Centreline[i].Y - 40) * 40) / (340 * 340 + 40 * 40);
            Assert.InRange(edge.Calibres[i], 20 - 14 * t - 0.8, 20 - 14 * t + 0.8);
        }
    }

    [Fact]
    public void A_neighbour_one_pixel_away_does_not_widen_a_vessel()
    {
        using BinaryMask mask = new BinaryMask(200, 60).Bar(10, 20, 190, 20, 5).Bar(10, 26, 190, 26, 5);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        Assert.Equal(2, graph.Edges.Count);
        Assert.All(graph.Edges, e => Assert.Equal(5, e.MeanCalibre!.Value, 0.1));
    }

    [Fact]
    public void The_blob_of_a_junction_is_left_out()
    {
        using BinaryMask mask = new BinaryMask(300, 300).Bar(20, 150, 280, 150, 15).Bar(150, 150, 150, 280, 7);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        Assert.Equal(3, graph.Edges.Count);
        foreach (VesselEdge edge in graph.Edges)
        {
            double expected = Math.Abs(edge.Centreline[^1].Y - edge.Centreline[0].Y) > 60 ? 7 : 15;
            Assert.InRange(edge.MeanCalibre!.Value, expected - 0.4, expected + 0.6);
            Assert.Contains(double.NaN, edge.Calibres.ToArray());
        }
    }

    private static double MeanCalibre(double angle, double offset, double width)
    {
        double ux = Math.Cos(angle * Math.PI / 180);
        double uy = Math.Sin(angle * Math.PI / 180);
        double cx = 120 - uy * offset;
        double cy = 120 + ux * offset;
        using BinaryMask mask = new BinaryMask(240, 240).Bar(cx - 90 * ux, cy - 90 * uy, cx + 90 * ux, cy + 90 * uy, width);
        using VesselGraph graph = VesselGraph.FromMask(mask);
        return Assert.Single(graph.Edges).MeanCalibre!.Value;
    }
}
