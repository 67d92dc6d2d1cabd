using RetSam.Biomarkers.Graph;
using RetSam.Imaging.Skia;

namespace RetSam.Biomarkers.Tests.Vessels;

/// <summary>
/// Crossings of the graph of all vessels against the places that experts labelled "artery and vein" on DRIVE's test photographs (RITE):
/// 612 blobs, of which many are a pixel or two where labels meet. A crossing and a blob belong together when a pixel of the blob lies
/// within the crossing's radius (3 px at least).
/// </summary>
public sealed class ExpertCrossingTests(ITestOutputHelper output)
{
    [Fact]
    public void Crossings_lie_where_experts_labelled_both_kinds()
    {
        string folder = SharedData.Require("DRIVE", "test");
        Tally plain = default;
        Tally labelled = default;
        foreach (string file in Directory.GetFiles(folder, "*.av.png").Order())
        {
            using LabelMap labels = MaskReader.Default.ReadLabels(file, TestContext.Current.CancellationToken);
            using BinaryMask both = labels.ToMask(3);
            using BinaryMask artery = labels.ToMask(1);
            using BinaryMask vein = labels.ToMask(2);
            using BinaryMask vessel = labels.ToMask(255);
            artery.UnionWith(both);
            vein.UnionWith(both);
            vessel.UnionWith(artery);
            vessel.UnionWith(vein);
            List<List<PointD>> blobs = BlobsOf(both);
            using VesselGraph without = VesselGraph.FromMask(vessel);
            using VesselGraph with = VesselGraph.FromMask(vessel, new VesselGraphOptions { Artery = artery, Vein = vein });
            plain = plain.With(without, blobs);
            labelled = labelled.With(with, blobs);
        }

        output.WriteLine($"without labels: {plain}");
        output.WriteLine($"with labels: {labelled}");
        Assert.InRange(plain.Recall, 0.5, 1);
        Assert.InRange(plain.Precision, 0.83, 1);
        Assert.InRange(labelled.Recall, 0.72, 1);
        Assert.InRange(labelled.Precision, 0.89, 1);
    }

    private static List<List<PointD>> BlobsOf(BinaryMask mask)
    {
        var blobs = new List<List<PointD>>();
        using BinaryMask left = mask.Clone();
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                if (left[x, y])
                {
                    blobs.Add(Flood(left, x, y));
                }
            }
        }

        return blobs;
    }

    private static List<PointD> Flood(BinaryMask left, int x, int y)
    {
        List<PointD> blob = [new PointD(x, y)];
        left[x, y] = false;
        for (int i = 0; i < blob.Count; i++)
        {
            for (int ny = Math.Max(0, (int)blob[i].Y - 1); ny <= Math.Min(left.Height - 1, (int)blob[i].Y + 1); ny++)
            {
                for (int nx = Math.Max(0, (int)blob[i].X - 1); nx <= Math.Min(left.Width - 1, (int)blob[i].X + 1); nx++)
                {
                    if (left[nx, ny])
                    {
                        left[nx, ny] = false;
                        blob.Add(new PointD(nx, ny));
                    }
                }
            }
        }

        return blob;
    }

    private readonly record struct Tally(int Blobs, int BlobsFound, int Crossings, int CrossingsRight)
    {
        public double Recall => (double)BlobsFound / Blobs;

        public double Precision => (double)CrossingsRight / Crossings;

        public Tally With(VesselGraph graph, List<List<PointD>> blobs)
        {
            VesselNode[] crossings = [.. graph.Nodes.Where(n => n.Kind == VesselNodeKind.Crossing)];
            return new Tally(
                Blobs + blobs.Count,
                BlobsFound + blobs.Count(blob => crossings.Any(c => IsNear(c, blob))),
                Crossings + crossings.Length,
                CrossingsRight + crossings.Count(c => blobs.Any(blob => IsNear(c, blob))));
        }

        public override string ToString()
            => $"{BlobsFound} of {Blobs} blobs found (recall {Recall:0.000}), {CrossingsRight} of {Crossings} crossings at one (precision {Precision:0.000})";

        private static bool IsNear(VesselNode crossing, List<PointD> blob)
            => blob.Any(p => p.DistanceTo(crossing.Position) <= Math.Max(3, crossing.Radius));
    }
}
