using CsCheck;

namespace RetSam.Properties.Tests.Masks;

/// <summary>Every operation on masks does what it says pixel by pixel.</summary>
public sealed class CoreMaskAlgebraProperties
{
    private const int Cases = 400;

    [Fact]
    public void Set_algebra_is_that_of_sets() => CoreMaskModel.Two.ForAll((width, height, a, b) =>
    {
        using BinaryMask other = CoreMaskModel.ToMask(width, height, b);
        Check((m, o) => m.UnionWith(o), (x, y) => x || y);
        Check((m, o) => m.IntersectWith(o), (x, y) => x && y);
        Check((m, o) => m.ExceptWith(o), (x, y) => x && !y);
        Check((m, o) => m.SymmetricExceptWith(o), (x, y) => x != y);
        Check((m, _) => m.Invert(), (x, _) => !x);

        void Check(Action<BinaryMask, BinaryMask> operation, Func<bool, bool, bool> model)
        {
            using BinaryMask mask = CoreMaskModel.ToMask(width, height, a);
            operation(mask, other);
            CoreMaskModel.AssertSame(a.Zip(b, model).ToArray(), mask);
        }
    }, iter: Cases);

    [Fact]
    public void Counts_are_those_of_the_pixels() => CoreMaskModel.Two.ForAll((width, height, a, b) =>
    {
        using BinaryMask first = CoreMaskModel.ToMask(width, height, a);
        using BinaryMask second = CoreMaskModel.ToMask(width, height, b);
        int shared = a.Zip(b, (x, y) => x && y).Count(p => p);
        Assert.Equal(a.Count(p => p), first.CountPixels());
        Assert.Equal(shared, first.CountShared(second));
        Assert.Equal(shared > 0, first.Overlaps(second));
        Assert.Equal(!a.Contains(true), first.IsEmpty());
        Assert.Equal(a.SequenceEqual(b), first.ContentEquals(second));
    }, iter: Cases);

    [Fact]
    public void Runs_cover_the_set_pixels_once_and_in_order() => CoreMaskModel.One.ForAll((width, height, a) =>
    {
        using BinaryMask mask = CoreMaskModel.ToMask(width, height, a);
        bool[] covered = new bool[a.Length];
        MaskRun previous = new(-1, 0, 0);
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            Assert.True(run.Length > 0 && run.Start >= 0 && run.End <= width);
            Assert.True(run.Y > previous.Y || (run.Y == previous.Y && run.Start > previous.End), "Touching runs are one.");
            for (int x = run.Start; x < run.End; x++)
            {
                Assert.False(covered[run.Y * width + x]);
                covered[run.Y * width + x] = true;
            }

            previous = run;
        }

        Assert.Equal(a, covered);
    }, iter: Cases);

    [Fact]
    public void Bounds_are_the_smallest_rectangle_around_the_set_pixels() => CoreMaskModel.One.ForAll((width, height, a) =>
    {
        using BinaryMask mask = CoreMaskModel.ToMask(width, height, a);
        int[] set = Enumerable.Range(0, a.Length).Where(i => a[i]).ToArray();
        PixelRect expected = set.Length == 0 ? default : new PixelRect(
            set.Min(i => i % width), set.Min(i => i / width),
            set.Max(i => i % width) - set.Min(i => i % width) + 1, set.Max(i => i / width) - set.Min(i => i / width) + 1);
        Assert.Equal(expected, mask.GetBounds());
    }, iter: Cases);

    [Fact]
    public void A_crop_reads_clear_outside() => Gen.Select(CoreMaskModel.One, Gen.Int[-80, 80], Gen.Int[-8, 8], Gen.Int[1, 150], Gen.Int[1, 12])
        .ForAll((one, x, y, cropWidth, cropHeight) =>
        {
            (int width, int height, bool[] a) = one;
            using BinaryMask mask = CoreMaskModel.ToMask(width, height, a);
            var rectangle = new PixelRect(x, y, cropWidth, cropHeight);
            using BinaryMask crop = mask.Crop(rectangle);
            bool[] expected = Enumerable.Range(0, cropWidth * cropHeight).Select(i => At(i % cropWidth + x, i / cropWidth + y)).ToArray();
            CoreMaskModel.AssertSame(expected, crop);
            Assert.Equal(expected.Count(p => p), mask.CountPixels(rectangle));

            bool At(int px, int py) => px >= 0 && py >= 0 && px < width && py < height && a[py * width + px];
        }, iter: Cases);

    [Fact]
    public void Shapes_are_drawn_by_their_pixel_centres() => Gen.Select(CoreMaskModel.Sizes, Gen.Double[-20, 140], Gen.Double[-10, 30], Gen.Double[0, 90])
        .ForAll((size, x, y, radius) =>
        {
            (int width, int height) = size;
            var circle = new Circle(new PointD(x, y), radius);
            var rectangle = new PixelRect((int)x, (int)y, (int)radius, (int)(radius / 3));
            using var round = new BinaryMask(width, height);
            using var square = new BinaryMask(width, height);
            round.SetCircle(circle);
            square.SetRectangle(rectangle);
            CoreMaskModel.AssertSame(Enumerable.Range(0, width * height).Select(i => circle.Contains(new PointD(i % width, i / width))).ToArray(), round);
            CoreMaskModel.AssertSame(Enumerable.Range(0, width * height).Select(i => rectangle.Contains(i % width, i / width)).ToArray(), square);
        }, iter: Cases);
}
