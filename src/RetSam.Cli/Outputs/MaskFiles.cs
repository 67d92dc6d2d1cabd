using RetSam.Imaging.Skia;

namespace RetSam.Cli;

/// <summary>Writes the masks of a segmentation: <c>masks/name.class.png</c>, 0 and 255, at the photograph's own size.</summary>
internal static class MaskFiles
{
    /// <summary>Writes one file for each class that was looked for, found or not.</summary>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Write(RetinaSegmentation segmentation, string outputFolder, string name)
    {
        string folder = Path.Combine(outputFolder, "masks");
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (RetinaClass retinaClass in segmentation.Classes)
        {
            string file = Path.Combine(folder, $"{name}.{retinaClass.Slug}.png");
            if (segmentation.GetMask(retinaClass) is { } mask)
            {
                OutputFile.Write(file, stream => MaskWriter.WritePng(mask, stream));
            }
            else
            {
                using BinaryMask dot = FoveaDot.Draw(segmentation);
                OutputFile.Write(file, stream => MaskWriter.WritePng(dot, stream));
            }

            files.Add(file);
        }

        return files;
    }
}
