using System.Globalization;
using RetSam.Imaging.Skia;

namespace RetSam.Fuzz;

/// <summary>
/// Decodes one file under the default limits, as a photograph or a mask, and says what it cost. One file a process: the peak of memory
/// never falls.
/// </summary>
internal static class DecodeCostProbe
{
    public static int Run(string file, bool asMask)
    {
        foreach (FuzzTarget target in ImageTargets.All)
        {
            // Compiles what will be measured.
            foreach (byte[] seed in target.Seeds())
            {
                Outcome.Of(target, seed);
            }
        }

        byte[] bytes = File.ReadAllBytes(file);
        ResourceUse before = ResourceUse.Now();
        string ending;
        try
        {
            ending = asMask ? ReadMask(bytes) : ReadPhotograph(bytes);
        }
        catch (FundusImageException e)
        {
            ending = e.Message;
        }

        ResourceUse after = ResourceUse.Now();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(after.ProcessorTime - before.ProcessorTime).TotalSeconds:0.000}\t{after.PeakResidentBytes - before.PeakResidentBytes}\t{ending}"));
        return 0;
    }

    private static string ReadPhotograph(byte[] bytes)
    {
        using FundusImage image = SkiaFundusImageCodec.Shared.Decode(new MemoryStream(bytes));
        return $"read: {image.Width}x{image.Height}";
    }

    private static string ReadMask(byte[] bytes)
    {
        using BinaryMask mask = MaskReader.Default.ReadMask(new MemoryStream(bytes));
        return $"read: {mask.Width}x{mask.Height}";
    }
}
