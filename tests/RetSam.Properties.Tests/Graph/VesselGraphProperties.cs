using CsCheck;
using RetSam.Biomarkers;
using RetSam.Biomarkers.Graph;
using RetSam.Properties.Tests.Kernels;

namespace RetSam.Properties.Tests.Graph;

/// <summary>What holds for the graph and the vessel measures of every mask.</summary>
public sealed class VesselGraphProperties
{
    [Fact]
    public void A_graph_has_as_many_parts_as_its_mask_has_objects()
        => MaskGen.Any.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                using VesselGraph graph = VesselGraph.FromMask(mask);
                Assert.Equal(NaiveTopology.Count(mask).Objects, graph.ComponentCount);
            },
            iter: 120);

    [Fact]
    public void Every_3x3_and_4x4_mask_has_a_sound_graph()
    {
        foreach (BinaryMask mask in MaskGen.EveryMaskOf3And4())
        {
            using VesselGraph graph = VesselGraph.FromMask(mask);
            AssertIsSound(graph);
        }
    }

    [Fact]
    public void Nodes_and_branches_agree_and_every_number_is_finite()
        => MaskGen.Any.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                using VesselGraph graph = VesselGraph.FromMask(mask);
                AssertIsSound(graph);
            },
            iter: 120);

    [Fact]
    public void Probabilities_of_any_kind_leave_a_graph_sound_with_the_same_nodes_and_branches()
        => MaskGen.Any.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                using var map = new ProbabilityMap(mask.Width, mask.Height);
                var random = new Random(drawn.Seed);
                double noise = random.NextDouble();
                foreach (ref float value in map.Values)
                {
                    value = random.NextSingle();
                }

                foreach (MaskRun run in mask.EnumerateRuns())
                {
                    foreach (ref float value in map.GetRow(run.Y)[run.Start..run.End])
                    {
                        value = (float)(1 - noise + noise * value);
                    }
                }

                using VesselGraph plain = VesselGraph.FromMask(mask);
                using VesselGraph graph = VesselGraph.FromMask(mask, new VesselGraphOptions { Probability = map, Threshold = 0.05 + 0.9 * random.NextDouble() });
                AssertIsSound(graph);
                Assert.Equal(plain.Nodes.Select(n => (n.Kind, n.Position, n.Degree)), graph.Nodes.Select(n => (n.Kind, n.Position, n.Degree)));
                Assert.Equal(plain.Edges.Select(e => (e.Start?.Index, e.End?.Index)), graph.Edges.Select(e => (e.Start?.Index, e.End?.Index)));
            },
            iter: 120);

    [Fact]
    public void Twice_the_same_mask_is_twice_the_same_graph()
        => MaskGen.Any.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                using VesselGraph first = VesselGraph.FromMask(mask);
                using VesselGraph second = VesselGraph.FromMask(mask);
                Assert.Equal(first.TotalLength, second.TotalLength);
                Assert.Equal(first.Edges.Select(e => (e.Length, e.MeanCalibre)), second.Edges.Select(e => (e.Length, e.MeanCalibre)));
            },
            iter: 40);

    [Fact]
    public void Every_vessel_measure_of_any_masks_is_a_finite_value_or_a_reason()
        => Gen.Select(MaskGen.Small, Gen.Int[0, 1_000_000], Gen.Int[0, 9], Gen.Int[0, 9]).ForAll(
            (drawn, seed, veinStyle, discStyle) =>
            {
                var vein = drawn with { Seed = seed, Style = veinStyle };
                var disc = drawn with { Seed = seed + 1, Style = discStyle };
                using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(drawn.Width, drawn.Height)
                    .SetMask(RetinaClass.Artery, drawn.Draw()).SetMask(RetinaClass.Vein, vein.Draw()).SetMask(RetinaClass.OpticDisc, disc.Draw()).Build();

                foreach (Measurement m in MeasureCatalogue.Default.MeasureAll(segmentation, PixelScale.Given(9)))
                {
                    if (m.Id.StartsWith("vessel.", StringComparison.Ordinal))
                    {
                        Assert.Equal(m.Status == MeasurementStatus.Ok, m.Value is { } value && double.IsFinite(value));
                        Assert.Equal(m.Status == MeasurementStatus.Ok, m.Reason is null);
                    }
                }
            },
            iter: 40);

    private static void AssertIsSound(VesselGraph graph)
    {
        double total = 0;
        foreach (VesselEdge edge in graph.Edges)
        {
            total += edge.Length;
            Assert.True(edge.Centreline.Length >= 2);
            Assert.True(double.IsFinite(edge.Length) && edge.Length >= 0);
            Assert.Equal(edge.Start is null, edge.End is null);
            if (edge.Start is not null)
            {
                Assert.Contains(edge, edge.Start.Edges);
                Assert.Contains(edge, edge.End!.Edges);
            }

            for (int i = 0; i < edge.Centreline.Length; i++)
            {
                Assert.True(double.IsFinite(edge.Centreline[i].X) && double.IsFinite(edge.Centreline[i].Y));
                Assert.True(edge.Centreline[i].X > -3 && edge.Centreline[i].X < graph.Width + 2);
                Assert.True(edge.Centreline[i].Y > -3 && edge.Centreline[i].Y < graph.Height + 2);
                Assert.True(double.IsFinite(edge.Curvatures[i]));
                Assert.True(double.IsNaN(edge.Calibres[i]) || (edge.Calibres[i] > 0 && edge.Calibres[i] < graph.Width + graph.Height));
            }
        }

        Assert.Equal(total, graph.TotalLength, 1e-6);
        foreach (VesselNode node in graph.Nodes)
        {
            Assert.Equal(node, graph.Nodes[node.Index]);
            switch (node.Kind)
            {
                case VesselNodeKind.End:
                    Assert.Equal(1, node.Degree);
                    break;
                case VesselNodeKind.Crossing:
                    Assert.Equal(4, node.Degree);
                    Assert.Equal(2, node.Continuations.Count);
                    break;
                case VesselNodeKind.Isolated:
                    Assert.Equal(0, node.Degree);
                    break;
                default:
                    Assert.True(node.Degree >= 3);
                    break;
            }
        }
    }
}
