using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>What each kernel gives on masks of every kind (<see cref="Pins"/>).</summary>
public sealed class PinnedKernels
{
    private static readonly PointD[] Directions = [.. Enumerable.Range(0, 9).Select(i => new PointD(Math.Cos(i * 0.37), Math.Sin(i * 0.37)))];

    [Fact]
    public void Thinning_and_distances()
    {
        var pins = new Pins("kernels/thinning");
        foreach ((string name, BinaryMask mask) in PinnedMasks.All())
        {
            var distances = new int[mask.Width * mask.Height];
            DistanceTransform.SquaredToBackground(mask, distances);
            pins.Add($"{name}/distance", distances);
            using BinaryMask skeleton = Thinning.Skeletonize(mask);
            pins.Add($"{name}/skeleton", skeleton);
            Thinning.Thin(mask);
            pins.Add($"{name}/thinned", mask);
            mask.Dispose();
        }

        pins.Check();
    }

    [Fact]
    public void Objects_and_outlines()
    {
        var pins = new Pins("kernels/objects");
        foreach ((string name, BinaryMask mask) in PinnedMasks.All().Where(m => !m.Mask.IsEmpty()))
        {
            using Components components = Components.Analyse(mask);
            pins.Add($"{name}/components", components.Items.ToArray());
            pins.Add($"{name}/labels", components.RunLabels.ToArray());
            pins.Add($"{name}/runs", components.Runs.ToArray());
            pins.Add($"{name}/largest", components.FindLargest());
            pins.Add($"{name}/label at", Enumerable.Range(0, mask.Height).Select(y => components.GetLabelAt(y * 7 % mask.Width, y)));
            pins.Add($"{name}/moments", SecondMoments.Of(mask));
            using ConvexHull hull = ConvexHull.Of(mask);
            pins.Add($"{name}/hull", hull);
            pins.Add($"{name}/corners", hull.Vertices.ToArray());
            pins.Add($"{name}/rectangle", hull.FindMinimumAreaRectangle());
            for (int i = 0; i < Math.Min(4, components.Count); i++)
            {
                pins.Add($"{name}/outline {i}", OutlineOf(mask, StartOf(components, components.Items[i]), components.Items[i].Moments));
            }

            mask.Dispose();
        }

        pins.Check();
    }

    [Fact]
    public void Boxes()
    {
        var pins = new Pins("kernels/boxes");
        foreach ((string name, BinaryMask mask) in PinnedMasks.All())
        {
            pins.Add($"{name}/wide view", FractalSummary.Of(mask, 640));
            pins.Add($"{name}/narrow view", FractalSummary.Of(mask, 150.5));
            using BinaryMask large = Enlarge(mask, 4);
            pins.Add($"{name}/enlarged", FractalSummary.Of(large, 900));
            using BinaryMask within = Drawing.Circle(large.Width, large.Height, large.Width / 2, large.Height / 3, large.Height);
            using var pixels = new SetPixels(large, within, within.GetBounds());
            pins.Add($"{name}/cut", FractalSummary.Of(pixels, 700));
            mask.Dispose();
        }

        pins.Check();
    }

    [Fact]
    public void Growing_and_filling()
    {
        var pins = new Pins("kernels/morphology");
        (string Name, StructuringElement Element)[] elements =
        [
            .. new[] { 1, 1.5, 2.3, 3, 5.5, 9, 17 }.Select(r => ($"disc {r}", StructuringElement.Disc(r))),
            .. new[] { (3, 1), (1, 5), (5, 7), (9, 9), (71, 3), (3, 41) }.Select(s => ($"box {s.Item1}x{s.Item2}", StructuringElement.Rectangle(s.Item1, s.Item2))),
        ];
        (string Name, Action<BinaryMask, StructuringElement> Change)[] changes =
            [("dilate", Morphology.Dilate), ("erode", Morphology.Erode), ("open", Morphology.Open), ("close", Morphology.Close)];
        int at = 0;
        foreach ((string name, BinaryMask mask) in PinnedMasks.All())
        {
            foreach ((string change, Action<BinaryMask, StructuringElement> apply) in changes)
            {
                // Every element meets every kind of mask and of change somewhere.
                for (int i = 0; i < 3; i++)
                {
                    (string element, StructuringElement of) = elements[at++ % elements.Length];
                    using BinaryMask changed = mask.Clone();
                    apply(changed, of);
                    pins.Add($"{name}/{change} by {element}", changed);
                }
            }

            using BinaryMask filled = mask.Clone();
            Pinholes.Fill(filled);
            pins.Add($"{name}/pinholes filled", filled);
            foreach (bool diagonal in new[] { false, true })
            {
                using BinaryMask marker = Drawing.Where(mask.Width, mask.Height, (x, y) => ((int)x * 5 + (int)y * 3) % 97 == 0);
                GeodesicFill.Fill(marker, mask, diagonal);
                pins.Add($"{name}/{(diagonal ? "eight" : "four")} neighbours", marker);
            }

            mask.Dispose();
        }

        pins.Check();
    }

    [Fact]
    public void Masks_of_chance()
    {
        var pins = new Pins("kernels/chance");
        uint state = 77;
        for (int i = 0; i < 60; i++)
        {
            (int width, int height) = (1 + PinnedMasks.Next(ref state, 20 + 3 * i), 1 + PinnedMasks.Next(ref state, 120));
            using BinaryMask mask = PinnedMasks.Blobs(width, height, 1 + PinnedMasks.Next(ref state, 12), (uint)i);
            var distances = new int[width * height];
            DistanceTransform.SquaredToBackground(mask, distances);
            using BinaryMask skeleton = Thinning.Skeletonize(mask);
            using Components components = Components.Analyse(mask);
            using BinaryMask closed = mask.Clone();
            Morphology.Close(closed, StructuringElement.Disc(1 + i % 6));
            using BinaryMask opened = mask.Clone();
            Morphology.Open(opened, StructuringElement.Disc(1 + i % 4));
            var outlines = components.Items.ToArray().Select(c => OutlineOf(mask, StartOf(components, c), c.Moments));
            pins.Add($"{i:00}", (distances, skeleton, components.Items.ToArray(), components.RunLabels.ToArray(), closed, opened, FractalSummary.Of(mask, 60 + 10 * i), outlines));
        }

        pins.Check();
    }

    private static (int X, int Y) StartOf(Components components, Component component)
    {
        MaskRun first = components.Runs[components.RunLabels.IndexOf(component.Label)];
        return (first.Start, first.Y);
    }

    /// <summary>Everything that an outline and its rays tell.</summary>
    private static object OutlineOf(BinaryMask mask, (int X, int Y) start, SecondMoments moments)
    {
        using Contour contour = Contour.Trace(mask, start);
        using var profile = new RadialProfile(contour, moments.Centroid);
        PointD[] points = contour.Points.ToArray();
        (double, double)[] extents = [.. Directions.Select(d => (contour.ExtentAlong(d), Extent.Along(contour, moments, d)))];
        (double, double)[] rays = [.. Enumerable.Range(0, RadialProfile.Directions).Where(d => d % 11 == 0).Select(d => (profile.Farthest(d), profile.Chord(d)))];
        return (contour.Perimeter, contour.EnclosedArea, contour.Circularity, points, extents, rays, profile.LongestChord(), Extent.LongestChord(profile, moments, moments.Centroid));
    }

    private static BinaryMask Enlarge(BinaryMask mask, int factor) =>
        Drawing.Where(mask.Width * factor, mask.Height * factor, (x, y) => mask[(int)x / factor, (int)y / factor] && ((int)x * (int)y % 5 < 2));
}
