using RetSam.Biomarkers.Phantoms;
using SkiaSharp;

namespace RetSam.Benchmarks.Load;

/// <summary>Encoded photographs of several sizes: the CC0 sample, and phantoms as JPEG files in memory.</summary>
internal sealed class Photographs
{
    private static readonly int[] PhantomSizes = [768, 1024, 1536];
    private readonly byte[][] _files;

    public Photographs()
        : this([File.ReadAllBytes(Sample.Path), .. PhantomSizes.Select(Draw)])
    {
    }

    private Photographs(byte[][] files) => _files = files;

    /// <summary>Phantoms only, of these sizes.</summary>
    public static Photographs OfSizes(IEnumerable<int> sizes) => new([.. sizes.Select(Draw)]);

    /// <summary>How many different ones there are.</summary>
    public int Count => _files.Length;

    /// <summary>As many as wanted, each different one in its turn.</summary>
    public IEnumerable<BatchInput> Take(int count)
        => Enumerable.Range(0, count).Select(i => BatchInput.FromStream(_ => new ValueTask<Stream>(Open(i)), $"{i}"));

    public MemoryStream Open(int index)
    {
        byte[] file = _files[index % _files.Length];
        return new MemoryStream(file, 0, file.Length, writable: false, publiclyVisible: true);
    }

    private static byte[] Draw(int size)
    {
        using FundusImage image = EyePhantom.Create(new EyePhantomOptions { Size = size, Seed = (ulong)size, LesionsOfEachClass = 8 }).DrawPhotograph();
        using var bitmap = new SKBitmap(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < image.Width * image.Height; i++)
        {
            image.Pixels.Slice(3 * i, 3).CopyTo(pixels[(4 * i)..]);
        }

        using SKData file = bitmap.Encode(SKEncodedImageFormat.Jpeg, 92);
        return file.ToArray();
    }
}
