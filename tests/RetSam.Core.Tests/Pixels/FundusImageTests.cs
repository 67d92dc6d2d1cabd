namespace RetSam.Core.Tests.Pixels;

public sealed class FundusImageTests
{
    [Fact]
    public void A_short_buffer_or_stride_is_refused_with_both_numbers()
    {
        ArgumentException tooShort = Assert.Throws<ArgumentException>(() => FundusImage.FromPixels(new byte[11], 2, 2, PixelFormat.Rgb24));
        Assert.Contains("12", tooShort.Message, StringComparison.Ordinal);
        Assert.Contains("11", tooShort.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FundusImage.FromPixels(new byte[100], 4, 2, PixelFormat.Rgb24, stride: 11));
        Assert.Throws<ArgumentException>(() => FundusImage.FromPixels(new byte[100], 4, 2, PixelFormat.Rgb24, stride: -12));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, -1)]
    [InlineData(30000, 30000)]
    public void Sides_that_make_no_picture_are_refused_before_anything_is_allocated(int width, int height)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.ThrowsAny<ArgumentException>(() => FundusImage.FromPixels([], width, height, PixelFormat.Rgb24));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void The_last_row_needs_no_padding()
    {
        byte[] pixels = [1, 2, 3, 99, 4, 5, 6];
        using FundusImage image = FundusImage.FromPixels(pixels, 1, 2, PixelFormat.Rgb24, stride: 4);
        Assert.Equal(new byte[] { 1, 2, 3, 4, 5, 6 }, image.Pixels.ToArray());
    }

    [Fact]
    public void A_disposed_image_says_so_and_may_be_disposed_again()
    {
        FundusImage image = TestImages.Flat(3, 3, 1, 2, 3);
        image.Dispose();
        image.Dispose();
        Assert.Throws<ObjectDisposedException>(() => image.Pixels.Length);
    }
}
