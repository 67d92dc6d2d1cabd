using CsCheck;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Properties.Tests.Kernels;

/// <summary>The hull and the smallest rectangle of any mask against trying every pair of corners.</summary>
public sealed class ConvexHullProperties
{
    [Fact]
    public void The_hull_turns_one_way_holds_every_corner_and_has_the_area_of_its_vertices()
        => MaskGen.Any.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                using ConvexHull hull = ConvexHull.Of(mask);
                PointD[] corners = ListCorners(mask);
                Assert.Equal(corners.Length == 0, hull.Count == 0);
                double twiceArea = 0;
                for (int i = 0; i < hull.Count; i++)
                {
                    PointD a = hull.Vertices[i];
                    PointD b = hull.Vertices[(i + 1) % hull.Count];
                    twiceArea += a.X * b.Y - a.Y * b.X;
                    Assert.Contains(a, corners);
                    Assert.True(Cross(a, b, hull.Vertices[(i + 2) % hull.Count]) > 0, "turns right, as seen, at every vertex");
                    Assert.All(corners, c => Assert.True(Cross(a, b, c) >= 0));
                }

                Assert.Equal(twiceArea / 2, hull.Area);
                Assert.True(hull.Area >= mask.CountPixels());
            },
            iter: 100);

    [Fact]
    public void No_rectangle_along_any_pair_of_corners_is_smaller()
        => MaskGen.Small.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                using ConvexHull hull = ConvexHull.Of(mask);
                if (hull.Count == 0)
                {
                    return;
                }

                MinimumAreaRectangle found = hull.FindMinimumAreaRectangle();
                double least = double.MaxValue;
                PointD[] vertices = hull.Vertices.ToArray();
                foreach (PointD a in vertices)
                {
                    foreach (PointD b in vertices)
                    {
                        if (a != b)
                        {
                            double length = a.DistanceTo(b);
                            least = Math.Min(least, Extent(vertices, (b.X - a.X) / length, (b.Y - a.Y) / length) * Extent(vertices, (a.Y - b.Y) / length, (b.X - a.X) / length));
                        }
                    }
                }

                Assert.Equal(least, found.Area, 1e-6 * least);
                AssertHolds(found, vertices);
            },
            iter: 200);

    /// <summary>Every vertex lies inside, and each side is touched.</summary>
    private static void AssertHolds(MinimumAreaRectangle rectangle, PointD[] vertices)
    {
        (double sin, double cos) = Math.SinCos(rectangle.AngleDegrees * Math.PI / 180);
        double[] along = [.. vertices.Select(v => (v.X - rectangle.Centre.X) * cos - (v.Y - rectangle.Centre.Y) * sin)];
        double[] across = [.. vertices.Select(v => (v.X - rectangle.Centre.X) * sin + (v.Y - rectangle.Centre.Y) * cos)];
        Assert.Equal(rectangle.Length / 2, along.Max(), 1e-9);
        Assert.Equal(-rectangle.Length / 2, along.Min(), 1e-9);
        Assert.Equal(rectangle.Width / 2, across.Max(), 1e-9);
        Assert.Equal(-rectangle.Width / 2, across.Min(), 1e-9);
        Assert.InRange(rectangle.AngleDegrees, -90 + 1e-12, 90);
    }

    private static double Extent(PointD[] points, double x, double y) => points.Max(p => p.X * x + p.Y * y) - points.Min(p => p.X * x + p.Y * y);

    private static PointD[] ListCorners(BinaryMask mask)
    {
        // Those of the first and last pixel of every row: the others lie between them.
        var corners = new HashSet<PointD>();
        foreach (IGrouping<int, MaskRun> row in ListRuns(mask).GroupBy(r => r.Y))
        {
            foreach (double y in new[] { row.Key - 0.5, row.Key + 0.5 })
            {
                corners.Add(new PointD(row.First().Start - 0.5, y));
                corners.Add(new PointD(row.Last().End - 0.5, y));
            }
        }

        return [.. corners];
    }

    private static List<MaskRun> ListRuns(BinaryMask mask)
    {
        var runs = new List<MaskRun>();
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            runs.Add(run);
        }

        return runs;
    }

    private static double Cross(PointD a, PointD b, PointD c) => (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);
}
