using System.Text;
using RetSam.Imaging.Skia.Tests.Pictures;

namespace RetSam.Imaging.Skia.Tests.Decoding;

public sealed class NetpbmTests
{
    private static readonly TestPicture Picture = TestPicture.Noise(33, 35);

    private static byte[] File(string header, IEnumerable<byte> data) => [.. Encoding.ASCII.GetBytes(header), .. data];

    private static byte[] Text(string header, IEnumerable<int> samples) => Encoding.ASCII.GetBytes(header + string.Join(' ', samples));

    [Fact]
    public void P6_comes_back_exactly()
    {
        using FundusImage image = Decoded.From(Picture.ToPpm());
        Picture.AssertShownBy(image);
    }

    [Fact]
    public void P6_of_16_bits_is_reduced_to_8()
    {
        using FundusImage image = Decoded.From(File("P6 33 35 65535\n", TestPicture.Widen(Picture.Rgb)));
        Picture.AssertShownBy(image);
    }

    [Fact]
    public void P3_comes_back_exactly_through_comments_and_odd_white_space()
    {
        using FundusImage image = Decoded.From(Text("P3\n# a comment\r\n33\t35 # another\n255\n", Picture.Rgb.Select(v => (int)v)));
        Picture.AssertShownBy(image);
    }

    [Fact]
    public void P2_and_P5_are_gray()
    {
        byte[] gray = Picture.Channel(1);
        var expected = new TestPicture(33, 35, [.. gray.SelectMany(v => new[] { v, v, v })]);
        using FundusImage text = Decoded.From(Text("P2 33 35 255 ", gray.Select(v => (int)v)));
        expected.AssertShownBy(text);
        using FundusImage binary = Decoded.From(File("P5 33 35 255 ", gray));
        expected.AssertShownBy(binary);
        using FundusImage wide = Decoded.From(File("P5 33 35 65535 ", TestPicture.Widen(gray)));
        expected.AssertShownBy(wide);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(1000)]
    [InlineData(4095)]
    public void Any_largest_value_is_white(int maxValue)
    {
        int[] samples = [.. Enumerable.Range(0, 33 * 35).Select(i => i % (maxValue + 1))];
        byte[] expected = [.. samples.SelectMany(v => Enumerable.Repeat((byte)Math.Round(v * 255.0 / maxValue, MidpointRounding.AwayFromZero), 3))];
        using FundusImage image = Decoded.From(Text($"P2 33 35 {maxValue} ", samples));
        new TestPicture(33, 35, expected).AssertShownBy(image);
    }

    [Theory]
    [InlineData("P6 33 35 0\n")]
    [InlineData("P6 33 35 65536\n")]
    [InlineData("P6 99999999999 35 255\n")]
    [InlineData("P6 -5 35 255\n")]
    [InlineData("P6 33")]
    [InlineData("P6 # a comment that never ends")]
    [InlineData("P3 33 35 255\n1 2 x ")]
    public void A_bad_header_is_refused(string header)
        => Assert.Contains("PPM/PGM", Decoded.ReasonWhyNot(File(header, Enumerable.Repeat((byte)' ', 9000))), StringComparison.Ordinal);

    [Fact]
    public void A_sample_above_the_largest_value_is_refused()
        => Assert.Contains("sample", Decoded.ReasonWhyNot(Text("P2 33 35 100 ", Enumerable.Repeat(101, 33 * 35))), StringComparison.Ordinal);
}
