using System.Runtime.Intrinsics;
using CsCheck;
using RetSam.Preprocessing;
using RetSam.Vectors;

namespace RetSam.Properties.Tests;

/// <summary>The kernels of preprocessing give the same bits at every vector width, and keep what a resampling must keep.</summary>
public sealed class CorePreprocessingProperties
{
    private static readonly Normalization.Fixed ToUnitRange = new((0, 0, 0), (1, 1, 1));

    [Fact]
    public void Every_vector_width_blends_rows_to_the_same_bits()
        => Gen.Select(Gen.Int[1, 200], Gen.Int[1, 9], Gen.Int[0, 5], Gen.Int).ForAll((length, rows, pad, seed) =>
        {
            var random = new Random(seed);
            int stride = length + pad;
            byte[] bytes = new byte[(rows - 1) * stride + length];
            random.NextBytes(bytes);
            float[] weights = Enumerable.Range(0, rows).Select(_ => (float)(random.NextDouble() * 1.5 - 0.25)).ToArray();

            float[] expected = new float[length];
            for (int x = 0; x < length; x++)
            {
                float sum = bytes[x] * weights[0];
                for (int r = 1; r < rows; r++)
                {
                    float product = bytes[r * stride + x] * weights[r];
                    sum += product;
                }

                expected[x] = sum;
            }

            float[] actual = new float[length];
            RowBlend.Blend<ScalarFloatLanes, float>(bytes, stride, weights, actual);
            Assert.Equal(expected, actual);
            RowBlend.Blend<FloatLanes128, Vector128<float>>(bytes, stride, weights, actual);
            Assert.Equal(expected, actual);
            RowBlend.Blend<FloatLanes256, Vector256<float>>(bytes, stride, weights, actual);
            Assert.Equal(expected, actual);
            RowBlend.Blend<FloatLanes512, Vector512<float>>(bytes, stride, weights, actual);
            Assert.Equal(expected, actual);
        }, iter: 300);

    [Fact]
    public void Every_vector_width_cuts_between_rows_at_the_same_pixels()
        => Gen.Select(Gen.Int[1, 5], Gen.Float[0, 1], Gen.Float[-1, 1], Gen.Int).ForAll((words, fraction, threshold, seed) =>
        {
            var random = new Random(seed);
            float[] first = Enumerable.Range(0, words * 64).Select(_ => Next(random)).ToArray();
            float[] second = Enumerable.Range(0, words * 64).Select(_ => Next(random)).ToArray();
            ulong[] expected = new ulong[words];
            for (int i = 0; i < first.Length; i++)
            {
                float step = (second[i] - first[i]) * fraction;
                expected[i / 64] |= (first[i] + step >= threshold ? 1UL : 0) << (i % 64);
            }

            ulong[] actual = new ulong[words];
            EnlargedRows.CutBetween<ScalarFloatLanes, float>(first, second, fraction, threshold, actual);
            Assert.Equal(expected, actual);
            EnlargedRows.CutBetween<FloatLanes128, Vector128<float>>(first, second, fraction, threshold, actual);
            Assert.Equal(expected, actual);
            EnlargedRows.CutBetween<FloatLanes256, Vector256<float>>(first, second, fraction, threshold, actual);
            Assert.Equal(expected, actual);
            EnlargedRows.CutBetween<FloatLanes512, Vector512<float>>(first, second, fraction, threshold, actual);
            Assert.Equal(expected, actual);

            static float Next(Random random) => random.Next(20) == 0 ? float.NaN : (float)(random.NextDouble() * 2 - 1);
        }, iter: 300);

    [Fact]
    public void The_sums_of_a_channel_do_not_depend_on_how_its_pixels_are_cut_into_runs()
        => Gen.Select(Gen.Int[1, 400], Gen.Int).ForAll((count, seed) =>
        {
            var random = new Random(seed);
            float[] values = Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 255)).ToArray();
            FixedPointSums whole = default;
            whole.Add(values);
            FixedPointSums parts = default;
            for (int i = 0; i < count;)
            {
                int length = Math.Min(count - i, random.Next(1, 40));
                parts.Add(values.AsSpan(i, length));
                i += length;
            }

            Assert.Equal(whole.Mean, parts.Mean);
            Assert.Equal(whole.StandardDeviation, parts.StandardDeviation);
            double mean = values.Average(v => (double)v);
            Assert.Equal(mean, whole.Mean, 2e-3);
            Assert.Equal(Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), whole.StandardDeviation, 2e-3);
        }, iter: 200);

    [Fact]
    public void A_flat_photograph_stays_flat_at_any_size()
        => Gen.Select(Gen.Enum<Resampling>(), Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[1, 60], Gen.Int[1, 60], Gen.Byte)
            .ForAll((resampling, width, height, modelWidth, modelHeight, level) =>
            {
                float[] tensor = Write(Flat(width, height, level), resampling, modelWidth, modelHeight);
                Assert.All(tensor, v => Assert.Equal(level / 255.0, v, 1e-6));
            }, iter: 150);

    [Fact]
    public void A_frame_of_the_photographs_own_size_is_the_photograph()
        => Gen.Select(Gen.Enum<Resampling>(), Gen.Int[1, 70], Gen.Int[1, 40], Gen.Int).ForAll((resampling, width, height, seed) =>
        {
            using FundusImage image = Noise(width, height, seed);
            float[] tensor = Write(image, resampling, width, height);
            for (int i = 0; i < width * height; i++)
            {
                for (int c = 0; c < 3; c++)
                {
                    Assert.Equal(image.Pixels[3 * i + c] * (float)(1 / 255.0), tensor[c * width * height + i]);
                }
            }
        }, iter: 100);

    [Fact]
    public void The_area_filter_keeps_the_mean_when_it_shrinks()
        => Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int).ForAll((modelWidth, modelHeight, moreX, moreY, seed) =>
        {
            using FundusImage image = Noise(modelWidth + moreX, modelHeight + moreY, seed);
            float[] tensor = Write(image, Resampling.Area, modelWidth, modelHeight);
            double mean = 0;
            foreach (byte value in image.Pixels)
            {
                mean += value / 255.0;
            }

            Assert.Equal(mean / image.Pixels.Length, tensor.Average(v => (double)v), 1e-5);
        }, iter: 150);

    [Fact]
    public void Per_image_normalisation_leaves_mean_zero_and_deviation_one_inside_and_zero_outside()
        => Gen.Select(Gen.Int[20, 90], Gen.Int[20, 90], Gen.Int[8, 50], Gen.Int).ForAll((width, height, size, seed) =>
        {
            using FundusImage image = Noise(width, height, seed);
            var mask = new BinaryMask(width, height);
            mask.SetCircle(new Circle(new PointD(width / 2.0, height / 2.0), Math.Min(width, height) / 2.2));
            using FieldOfView fov = FieldOfView.FromMask(mask);
            var options = new PreprocessingOptions { Width = size, Height = size };
            float[] tensor = new float[options.TensorLength];
            CropTransform transform = Preprocessor.Write(image, fov, options, tensor);
            using var inside = new BinaryMask(size, size);
            MaskProjector.ToModelFrame(mask, transform, inside);
            for (int c = 0; c < 3; c++)
            {
                double sum = 0, squares = 0;
                for (int i = 0; i < size * size; i++)
                {
                    double v = tensor[c * size * size + i];
                    sum += v;
                    squares += v * v;
                    Assert.True(inside[i % size, i / size] || v == 0);
                }

                double n = inside.CountPixels();
                Assert.Equal(0, sum / n, 1e-4);
                Assert.Equal(1, Math.Sqrt(squares / n), 1e-4);
            }
        }, iter: 100);

    private static float[] Write(FundusImage image, Resampling resampling, int modelWidth, int modelHeight)
    {
        using FieldOfView fov = FieldOfView.WholeFrame(image.Width, image.Height);
        var options = new PreprocessingOptions
        {
            Width = modelWidth, Height = modelHeight, Crop = CropMode.WholeImageStretched, Resampling = resampling, Normalization = ToUnitRange,
        };
        float[] tensor = new float[options.TensorLength];
        Preprocessor.Write(image, fov, options, tensor);
        return tensor;
    }

    private static FundusImage Flat(int width, int height, byte level)
        => FundusImage.Create(width, height, level, static (pixels, value) => pixels.Fill(value));

    private static FundusImage Noise(int width, int height, int seed)
        => FundusImage.Create(width, height, seed, static (pixels, s) => new Random(s).NextBytes(pixels));
}
