using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RetSam.Cli;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<string?> Model() => new("--model")
    {
        Description = "A model package (folder or zip with model.json and model.onnx). Without it the embedded model is used.",
        HelpName = "PACKAGE",
    };

    public static Option<string?> Out(bool required) => new("--out", "-o")
    {
        Description = "The folder to write to; made when it does not exist.",
        HelpName = "DIR",
        Required = required,
    };

    public static Option<int?> Threads() => new("--threads")
    {
        Description = "Threads the model runs on, 1 to 1024. Default: one a core, at most 8.",
        HelpName = "N",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads is >= 1 and <= 1024)
            {
                return threads;
            }

            result.AddError($"--threads wants a whole number from 1 to 1024, not '{text}'.");
            return null;
        },
    };

    public static Option<double?> MicrometresPerPixel() => new("--um-per-px")
    {
        Description = "Micrometres of retina a pixel covers. With it lengths are given in um as well.",
        HelpName = "X",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value > 0)
            {
                return value;
            }

            result.AddError($"--um-per-px wants a positive number such as 7.5, not '{text}'.");
            return null;
        },
    };

    public static Option<Laterality> Eye() => new("--laterality")
    {
        Description = "od (right eye), os (left eye) or auto: from the positions of disc and fovea when both are known. Default: auto.",
        HelpName = "od|os|auto",
        CustomParser = ParseEye,
    };

    public static Option<string> Preset()
    {
        var preset = new Option<string>("--preset")
        {
            Description = "default: the catalogue. retsam-reference: what RetSAM's reference implementation measures, as it does, for comparison only.",
            HelpName = string.Join('|', MeasurePreset.Names),
            DefaultValueFactory = _ => MeasurePreset.Names[0],
        };
        preset.AcceptOnlyFromAmong(MeasurePreset.Names);
        return preset;
    }

    public static PixelScale ToScale(double? micrometresPerPixel)
        => micrometresPerPixel is { } value ? PixelScale.Given(value) : PixelScale.Unknown;

    private static Laterality ParseEye(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        switch (text.ToUpperInvariant())
        {
            case "OD":
                return Laterality.Right;
            case "OS":
                return Laterality.Left;
            case "AUTO":
                return Laterality.Unknown;
            default:
                result.AddError($"--laterality wants od, os or auto, not '{text}'.");
                return Laterality.Unknown;
        }
    }
}
