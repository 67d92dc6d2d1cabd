using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RetSam.Biomarkers.Phantoms;
using RetSam.Imaging.Skia;

namespace RetSam.Cli;

/// <summary><c>retsam phantom</c>: a procedural eye, its masks, its photograph and what is true of it.</summary>
internal static class PhantomCommand
{
    private const string Description =
        """
        Draws a procedural eye and writes what is exactly true of it: a ruler for this tool and for any other.

        Writes masks/phantom.<class>.png (0 and 255, as measure reads them), masks/phantom.fov.png, phantom.png (the photograph) and
        truth.json.
        """;

    private const string Name = "phantom";

    private static readonly OverlayOptions PhotographOnly = new() { Classes = [], ShowLegend = false, ShowFooter = false };

    public static Command Create(CliConsole console)
    {
        var defaults = new EyePhantomOptions();
        Option<string?> output = CommonOptions.Out(required: true);
        Option<int> size = new("--size")
        {
            Description = $"The side of the picture in pixels, {EyePhantomOptions.SmallestSize} to {EyePhantomOptions.LargestSize}. Default: {defaults.Size}.",
            HelpName = "PX",
            DefaultValueFactory = _ => defaults.Size,
        };
        Option<double> rotation = new("--rotation")
        {
            Description = "Degrees by which the eye is turned, clockwise as seen. Default: 0.",
            HelpName = "DEGREES",
            CustomParser = ParseDegrees,
        };
        Option<Laterality> eye = CommonOptions.Eye();
        eye.Description = "od (right eye, the default) or os (left eye, its mirror image).";
        eye.HelpName = "od|os";
        Option<ulong> seed = new("--seed") { Description = "Which eye; the same seed is the same eye at any size. Default: 1.", HelpName = "N", DefaultValueFactory = _ => defaults.Seed };
        var command = new Command("phantom", Description) { size, rotation, eye, seed, output };
        command.SetAction(result =>
        {
            Laterality laterality = result.GetValue(eye);
            EyePhantom phantom = Grow(new EyePhantomOptions
            {
                Size = result.GetValue(size),
                RotationDegrees = result.GetValue(rotation),
                Laterality = laterality == Laterality.Unknown ? defaults.Laterality : laterality,
                Seed = result.GetValue(seed),
            });
            Write(console, phantom, result.GetRequiredValue(output)!);
            return ExitCode.Ok;
        });
        return command;
    }

    private static EyePhantom Grow(EyePhantomOptions options)
    {
        if (options.Size is < EyePhantomOptions.SmallestSize or > EyePhantomOptions.LargestSize)
        {
            throw CliException.Usage($"--size wants {EyePhantomOptions.SmallestSize} to {EyePhantomOptions.LargestSize} pixels, not {options.Size}");
        }

        return EyePhantom.Create(options);
    }

    private static void Write(CliConsole console, EyePhantom phantom, string folder)
    {
        using (RetinaSegmentation segmentation = phantom.DrawSegmentation())
        {
            var files = new List<string>(MaskFiles.Write(segmentation, folder, Name));
            Save(Path.Combine(folder, "masks", Name + ".fov.png"), stream => MaskWriter.WritePng(segmentation.FieldOfView.Mask, stream));
            Save(Path.Combine(folder, Name + ".png"), stream =>
            {
                using FundusImage photograph = phantom.DrawPhotograph();
                OverlayRenderer.WritePng(photograph, segmentation, stream, PhotographOnly);
            });
            Save(Path.Combine(folder, "truth.json"), stream => PhantomTruthJson.Write(stream, phantom));
            if (console.IsInteractive)
            {
                files.ForEach(console.Out.WriteLine);
            }

            void Save(string file, Action<Stream> write)
            {
                OutputFile.Write(file, write);
                files.Add(file);
            }
        }
    }

    private static double ParseDegrees(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double degrees) && double.IsFinite(degrees))
        {
            return degrees;
        }

        result.AddError($"--rotation wants a number of degrees such as 17.5, not '{text}'.");
        return 0;
    }
}
