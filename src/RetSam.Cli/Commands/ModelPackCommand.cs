using System.CommandLine;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary><c>retsam model pack</c>: a folder with its hashes filled in, as a zip or in place.</summary>
internal static class ModelPackCommand
{
    public static Command Create(CliConsole console)
    {
        var folder = new Argument<string>("folder")
        {
            Description = "A folder with model.json (hashes may be missing), the ONNX file that it names, and whatever else belongs to the package.",
            HelpName = "FOLDER",
        };
        var zip = new Option<string?>("--out", "-o") { Description = "The zip to write. The same files give the same bytes.", HelpName = "FILE.zip" };
        var inPlace = new Option<bool>("--in-place") { Description = "Write the hashes into the folder's own model.json: for folders that are used as they are, and before signing." };
        var command = new Command("pack", "Fills in the hashes and the list of files in model.json and writes the package.") { folder, zip, inPlace };
        command.SetAction(result => Run(result.GetValue(folder)!, result.GetValue(zip), result.GetValue(inPlace), console));
        return command;
    }

    private static int Run(string folder, string? zip, bool inPlace, CliConsole console)
    {
        if ((zip is null) != inPlace)
        {
            throw CliException.Usage("model pack wants either --out FILE.zip or --in-place.");
        }

        if (zip is not null && string.Equals(Path.GetDirectoryName(Path.GetFullPath(zip)), Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), StringComparison.Ordinal))
        {
            throw CliException.Usage("model pack cannot write the zip into the folder that it packs.");
        }

        try
        {
            if (zip is null)
            {
                byte[] manifest = ModelPackager.Seal(folder);
                OutputFile.Write(Path.Combine(folder, ModelPackage.ManifestFileName), stream => stream.Write(manifest));
            }
            else
            {
                OutputFile.Write(zip, stream => ModelPackager.Pack(folder, stream));
            }
        }
        catch (ModelPackageException e)
        {
            throw CliException.File(folder, e.Message);
        }

        console.Out.WriteLine(zip ?? Path.Combine(folder, ModelPackage.ManifestFileName));
        return ExitCode.Ok;
    }
}
