using RetSam.Imaging.Skia;

namespace RetSam.Fuzz;

/// <summary>The decoders of photographs, one for each format so that each gets its share, and the readers of masks.</summary>
internal static class ImageTargets
{
    /// <summary>Small pictures are let through and large ones are not, so that a run is a million small inputs instead of a few large ones.</summary>
    private static readonly FundusImageDecodeOptions Limits = new() { MaxPixels = 1 << 20, MinSide = 1 };

    private static readonly MaskReader Masks = new() { Limits = Limits };

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Photograph("jpeg", PictureSeeds.Jpeg, new JpegMutator()),
        Photograph("png", PictureSeeds.Png, new PngMutator()),
        Photograph("webp", PictureSeeds.WebP, new RiffMutator()),
        Photograph("bmp", PictureSeeds.Bmp),
        Photograph("gif", PictureSeeds.Gif),
        Photograph("tiff", PictureSeeds.Tiff, new TiffMutator()),
        Photograph("netpbm", PictureSeeds.Netpbm, tokens: ["P2", "P3", "P5", "P6", " ", "\n", "#", "65535", "255", "99999999", "0", "-1", "4294967296"]),
        new("mask-png", [typeof(FundusImageException)], PictureSeeds.PngMasks, ReadMask, new PngMutator()),
        new("mask-tiff", [typeof(FundusImageException)], PictureSeeds.TiffMasks, ReadMask, new TiffMutator()),
    ];

    private static FuzzTarget Photograph(string name, Func<IEnumerable<byte[]>> seeds, IStructuredMutator? structure = null, string[]? tokens = null)
        => new(name, [typeof(FundusImageException)], seeds, ReadPhotograph, structure, tokens);

    private static string ReadPhotograph(byte[] file)
    {
        using var stream = new MemoryStream(file);
        using FundusImage image = SkiaFundusImageCodec.Shared.Decode(stream, Limits);
        return $"{image.Width}x{image.Height} {Digest.Of(image.Pixels)}";
    }

    /// <summary>Reads a mask, labels and arteries and veins; what one of them refuses the others may read.</summary>
    private static string ReadMask(byte[] file)
    {
        string labels = Try(() =>
        {
            using LabelMap map = Masks.ReadLabels(new MemoryStream(file));
            return Digest.Of(map.Labels);
        });
        string kinds = Try(() =>
        {
            using LabelMap map = Masks.ReadArteryVein(new MemoryStream(file));
            return Digest.Of(map.Labels);
        });
        using BinaryMask mask = Masks.ReadMask(new MemoryStream(file));
        return $"{mask.Width}x{mask.Height} {mask.CountPixels()} {labels} {kinds}";

        static string Try(Func<string> read)
        {
            try
            {
                return read();
            }
            catch (FundusImageException e)
            {
                return e.Message;
            }
        }
    }
}
