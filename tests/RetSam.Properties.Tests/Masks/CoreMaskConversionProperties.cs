using System.Runtime.Intrinsics;
using CsCheck;
using RetSam.Vectors;

namespace RetSam.Properties.Tests.Masks;

/// <summary>Conversions between masks, bytes and floats agree with the plain loop at every vector width.</summary>
public sealed class CoreMaskConversionProperties
{
    private const int Cases = 300;

    private static readonly Gen<float> AnyFloat = Gen.OneOf(
        Gen.Float[-2, 2], Gen.OneOf(float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, 0.5f, float.Epsilon));

    [Fact]
    public void Bytes_at_the_threshold_set_a_pixel_at_any_stride()
        => Gen.Select(CoreMaskModel.Sizes, Gen.Int[0, 9], Gen.Byte, Gen.Int).ForAll((size, pad, threshold, seed) =>
        {
            (int width, int height) = size;
            byte[] bytes = new byte[(width + pad) * height];
            new Random(seed).NextBytes(bytes);
            using BinaryMask mask = BinaryMask.FromBytes(bytes, width, height, threshold, width + pad);
            CoreMaskModel.AssertSame(Enumerable.Range(0, width * height).Select(i => bytes[i / width * (width + pad) + i % width] >= threshold).ToArray(), mask);
        }, iter: Cases);

    [Fact]
    public void Floats_at_the_threshold_set_a_pixel_and_NaN_never_does()
        => CoreMaskModel.Sizes.SelectMany(s => Gen.Select(AnyFloat.Array[s.Width * s.Height], AnyFloat, (v, t) => (s.Width, s.Height, v, t)))
            .ForAll((width, height, values, threshold) =>
            {
                using BinaryMask mask = BinaryMask.FromThreshold(values, width, height, threshold);
                CoreMaskModel.AssertSame(values.Select(v => v >= threshold).ToArray(), mask);
            }, iter: Cases);

    [Fact]
    public void A_mask_written_as_bytes_and_read_again_is_the_same()
        => Gen.Select(CoreMaskModel.One, Gen.Byte[1, 255]).ForAll((one, on) =>
        {
            (int width, int height, bool[] a) = one;
            using BinaryMask mask = CoreMaskModel.ToMask(width, height, a);
            byte[] bytes = new byte[width * height + 3];
            bytes.AsSpan().Fill(77);
            mask.CopyTo(bytes, on);
            Assert.Equal(a.Select(p => p ? on : (byte)0), bytes.Take(width * height));
            Assert.All(bytes.Skip(width * height), b => Assert.Equal(77, b));
            using BinaryMask back = BinaryMask.FromBytes(bytes, width, height, on);
            Assert.True(back.ContentEquals(mask));
        }, iter: Cases);

    [Fact]
    public void A_label_map_keeps_apart_what_is_painted()
        => CoreMaskModel.Two.ForAll((width, height, a, b) =>
        {
            using BinaryMask first = CoreMaskModel.ToMask(width, height, a);
            using BinaryMask second = CoreMaskModel.ToMask(width, height, b);
            using var map = new LabelMap(width, height);
            map.Paint(first, 1);
            map.Paint(second, 200);
            using BinaryMask ones = map.ToMask(1);
            using BinaryMask others = map.ToMask(200);
            using BinaryMask background = map.ToMask(0);
            CoreMaskModel.AssertSame(a.Zip(b, (x, y) => x && !y).ToArray(), ones);
            CoreMaskModel.AssertSame(b, others);
            CoreMaskModel.AssertSame(a.Zip(b, (x, y) => !x && !y).ToArray(), background);
        }, iter: Cases);

    [Fact]
    public void Every_vector_width_packs_the_same_words()
        => Gen.Select(Gen.Int[0, 300], Gen.Byte, AnyFloat, Gen.Int).ForAll((length, operand, threshold, seed) =>
        {
            var random = new Random(seed);
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            float[] floats = bytes.Select(v => v == 0 ? float.NaN : (v - 128) / 64f).ToArray();
            Same(words => BitPacking.Pack<BitPacking.IsAtLeast, ScalarByteLanes, byte>(bytes, operand, words),
                words => BitPacking.Pack<BitPacking.IsAtLeast, ByteLanes128, Vector128<byte>>(bytes, operand, words),
                words => BitPacking.Pack<BitPacking.IsAtLeast, ByteLanes256, Vector256<byte>>(bytes, operand, words),
                words => BitPacking.Pack<BitPacking.IsAtLeast, ByteLanes512, Vector512<byte>>(bytes, operand, words));
            Same(words => BitPacking.Pack<BitPacking.IsEqual, ScalarByteLanes, byte>(bytes, operand, words),
                words => BitPacking.Pack<BitPacking.IsEqual, ByteLanes128, Vector128<byte>>(bytes, operand, words),
                words => BitPacking.Pack<BitPacking.IsEqual, ByteLanes256, Vector256<byte>>(bytes, operand, words),
                words => BitPacking.Pack<BitPacking.IsEqual, ByteLanes512, Vector512<byte>>(bytes, operand, words));
            Same(words => ThresholdPacking.Pack<ScalarFloatLanes, float>(floats, threshold, words),
                words => ThresholdPacking.Pack<FloatLanes128, Vector128<float>>(floats, threshold, words),
                words => ThresholdPacking.Pack<FloatLanes256, Vector256<float>>(floats, threshold, words),
                words => ThresholdPacking.Pack<FloatLanes512, Vector512<float>>(floats, threshold, words));
            bool any = floats.Any(v => v >= threshold);
            Assert.Equal(any, ThresholdPacking.Any<ScalarFloatLanes, float>(floats, threshold));
            Assert.Equal(any, ThresholdPacking.Any<FloatLanes128, Vector128<float>>(floats, threshold));
            Assert.Equal(any, ThresholdPacking.Any<FloatLanes256, Vector256<float>>(floats, threshold));
            Assert.Equal(any, ThresholdPacking.Any<FloatLanes512, Vector512<float>>(floats, threshold));

            void Same(params Action<ulong[]>[] variants)
            {
                ulong[] expected = new ulong[(length + 63) / 64];
                variants[0](expected);
                foreach (Action<ulong[]> variant in variants[1..])
                {
                    ulong[] words = new ulong[expected.Length];
                    Array.Fill(words, ulong.MaxValue);
                    variant(words);
                    Assert.Equal(expected, words);
                }
            }
        }, iter: Cases);
}
