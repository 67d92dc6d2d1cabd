using RetSam.Preprocessing;

namespace RetSam.Core.Tests.Preprocessing;

public sealed class MaskProjectorTests
{
    public static TheoryData<int, int, PixelRect, int, int> Cases() => new()
    {
        { 150, 131, new PixelRect(0, 0, 150, 131), 40, 31 },
        { 150, 131, new PixelRect(10, 3, 100, 100), 40, 40 },
        { 150, 131, new PixelRect(0, -10, 150, 150), 64, 64 },
        { 150, 131, new PixelRect(-20, -30, 200, 200), 33, 47 },
        { 40, 30, new PixelRect(0, 0, 40, 30), 40, 30 },
        { 40, 30, new PixelRect(3, 2, 31, 22), 90, 91 },
        { 63, 64, new PixelRect(0, 0, 63, 64), 1, 1 },
        { 65, 1, new PixelRect(0, -32, 65, 65), 17, 17 },
        { 1, 129, new PixelRect(-64, 0, 129, 129), 9, 9 },
        { 20, 20, new PixelRect(50, 60, 9, 9), 5, 5 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pixel_is_set_where_the_bilinear_value_at_its_centre_reaches_the_threshold(
        int width, int height, PixelRect crop, int modelWidth, int modelHeight)
    {
        float[] values = Values(modelWidth, modelHeight, seed: 3);
        var transform = new CropTransform(crop, modelWidth, modelHeight);
        using BinaryMask mask = BinaryMask.Full(width, height);

        MaskProjector.Project(values, modelWidth, modelHeight, transform, 0.3f, mask);

        int compared = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (!crop.Contains(x, y))
                {
                    Assert.False(mask[x, y]);
                    continue;
                }

                double value = Bilinear(values, modelWidth, modelHeight, transform.ToModel(new PointD(x, y)));
                if (Math.Abs(value - 0.3) > 1e-5)
                {
                    Assert.Equal(value >= 0.3, mask[x, y]);
                    compared++;
                }
            }
        }

        Assert.True(compared > 0 || crop.Intersect(new PixelRect(0, 0, width, height)).IsEmpty);
        AssertPaddingIsClear(mask);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Interpolated_values_are_bilinear_inside_the_crop_and_as_asked_outside_and_cutting_them_is_projecting(
        int width, int height, PixelRect crop, int modelWidth, int modelHeight)
    {
        float[] values = Values(modelWidth, modelHeight, seed: 3);
        var transform = new CropTransform(crop, modelWidth, modelHeight);
        using var map = new ProbabilityMap(width, height);
        map.Values.Fill(7);
        MaskProjector.Interpolate(values, modelWidth, modelHeight, transform, -1, map);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double expected = crop.Contains(x, y) ? Bilinear(values, modelWidth, modelHeight, transform.ToModel(new PointD(x, y))) : -1;
                Assert.Equal(expected, map.GetRow(y)[x], 1e-5);
            }
        }

        using BinaryMask projected = new(width, height);
        MaskProjector.Project(values, modelWidth, modelHeight, transform, 0.3f, projected);
        using BinaryMask cut = map.ToMask(0.3f);
        Assert.True(projected.ContentEquals(cut));
    }

    [Fact]
    public void Rows_without_a_value_at_the_threshold_set_nothing_and_their_neighbours_still_do()
    {
        float[] values = new float[32 * 32];
        values[16 * 32 + 8] = 1;
        using var mask = new BinaryMask(320, 320);

        MaskProjector.Project(values, 32, 32, new CropTransform(new PixelRect(0, 0, 320, 320), 32, 32), 0.5f, mask);

        // The value falls off linearly over 10 pixels either way, so the tent is cut at half a model pixel around its peak at (84.5, 164.5).
        Assert.True(mask[84, 164] && mask[85, 165] && mask[80, 164] && mask[84, 160]);
        PixelRect bounds = mask.GetBounds();
        Assert.InRange(bounds.X, 79, 80);
        Assert.InRange(bounds.Right, 90, 91);
        Assert.InRange(bounds.Y, 159, 160);
        Assert.InRange(bounds.Bottom, 170, 171);
    }

    [Fact]
    public void A_frame_of_the_same_size_is_cut_as_it_is()
    {
        float[] values = Values(70, 50, seed: 11);
        values[5] = float.NaN;
        using BinaryMask expected = BinaryMask.FromThreshold(values, 70, 50, 0.25f);
        using var mask = new BinaryMask(70, 50);

        MaskProjector.Project(values, 70, 50, new CropTransform(new PixelRect(0, 0, 70, 50), 70, 50), 0.25f, mask);

        Assert.True(mask.ContentEquals(expected));
        Assert.False(mask[5, 0]);
    }

    [Fact]
    public void Values_of_another_resolution_than_the_frame_cover_the_same_crop()
    {
        float[] values = Values(20, 20, seed: 5);
        var crop = new PixelRect(2, 3, 80, 80);
        using var asFrame = new BinaryMask(90, 90);
        using var asHead = new BinaryMask(90, 90);

        MaskProjector.Project(values, 20, 20, new CropTransform(crop, 20, 20), 0, asFrame);
        MaskProjector.Project(values, 20, 20, new CropTransform(crop, 640, 640), 0, asHead);

        Assert.True(asFrame.ContentEquals(asHead));
    }

    [Fact]
    public void The_model_frame_takes_the_source_pixel_under_each_centre_and_nothing_from_outside_the_image()
    {
        using BinaryMask source = BinaryMask.Full(10, 6);
        source[4, 3] = false;
        var transform = new CropTransform(new PixelRect(0, -2, 10, 10), 20, 20);
        using var frame = new BinaryMask(20, 20);

        MaskProjector.ToModelFrame(source, transform, frame);

        for (int y = 0; y < 20; y++)
        {
            for (int x = 0; x < 20; x++)
            {
                int sourceX = x / 2;
                int sourceY = y / 2 - 2;
                bool expected = sourceY is >= 0 and < 6 && !(sourceX == 4 && sourceY == 3);
                Assert.Equal(expected, frame[x, y]);
            }
        }
    }

    [Fact]
    public void Misuse_is_refused_with_the_sizes_in_the_message()
    {
        using var mask = new BinaryMask(8, 8);
        var transform = new CropTransform(new PixelRect(0, 0, 8, 8), 4, 4);

        ArgumentException tooFew = Assert.Throws<ArgumentException>(() => MaskProjector.Project(new float[15], 4, 4, transform, 0, mask));
        Assert.Contains("16", tooFew.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MaskProjector.Project(new float[16], 4, 4, default, 0, mask));
        Assert.Throws<ArgumentException>(() => MaskProjector.ToModelFrame(mask, transform, mask));
    }

    internal static void AssertPaddingIsClear(BinaryMask mask)
    {
        using BinaryMask copy = mask.Clone();
        copy.ClearPadding();
        Assert.True(copy.ContentEquals(mask));
    }

    private static float[] Values(int width, int height, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[width * height];
        for (int i = 0; i < values.Length; i++)
        {
            // Whole rows stay below every threshold used here, so that rows which are skipped occur too.
            values[i] = i / width % 5 == 0 ? -1 : (float)(random.NextDouble() * 2 - 1);
        }

        return values;
    }

    private static double Bilinear(float[] values, int width, int height, PointD at)
    {
        double x = Math.Clamp(at.X, 0, width - 1);
        double y = Math.Clamp(at.Y, 0, height - 1);
        int x0 = (int)x;
        int y0 = (int)y;
        int x1 = Math.Min(x0 + 1, width - 1);
        int y1 = Math.Min(y0 + 1, height - 1);
        double top = values[y0 * width + x0] * (1 - (x - x0)) + values[y0 * width + x1] * (x - x0);
        double bottom = values[y1 * width + x0] * (1 - (x - x0)) + values[y1 * width + x1] * (x - x0);
        return top * (1 - (y - y0)) + bottom * (y - y0);
    }
}
