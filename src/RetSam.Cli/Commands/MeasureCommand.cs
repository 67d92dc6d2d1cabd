using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RetSam.Cli;

/// <summary><c>retsam measure</c>: every measure that given masks allow, with no model and no photograph.</summary>
internal sealed class MeasureCommand
{
    private const string Description =
        """
        Takes every measure that the given masks allow; needs no model and no photograph.

        Masks are images of one size in which anything from half white on belongs to the structure. A measure that lacks something
        says so by its status; that is no failure.
        """;

    private readonly CliConsole _console;
    private readonly Option<string?> _vessel = Mask("--vessel", "The mask of all vessels.");
    private readonly Option<string?> _artery = Mask("--artery", "The mask of the arteries.");
    private readonly Option<string?> _vein = Mask("--vein", "The mask of the veins.");
    private readonly Option<string?> _arteriesAndVeins = Mask("--av", "A map of arteries and veins: labels 0 background, 1 artery, 2 vein, 3 crossing, 255 unknown, or red, blue, green and white on black.");
    private readonly Option<string?> _disc = Mask("--disc", "The mask of the optic disc, cup included.");
    private readonly Option<string?> _cup = Mask("--cup", "The mask of the optic cup.");
    private readonly Option<string?> _fieldOfView = Mask("--fov", "The mask of the field of view. Without it the whole frame is taken.");
    private readonly Option<PointD?> _fovea = Fovea();
    private readonly Option<(RetinaClass Class, string File)[]> _lesions = Lesions();
    private readonly Option<Laterality> _eye = CommonOptions.Eye();
    private readonly Option<double?> _scale = CommonOptions.MicrometresPerPixel();
    private readonly Option<string> _preset = CommonOptions.Preset();
    private readonly Option<string?> _json = new("--json") { Description = "Write the report as JSON to a file, or to the standard output with -.", HelpName = "FILE|-" };

    private MeasureCommand(CliConsole console) => _console = console;

    public static Command Create(CliConsole console)
    {
        var measure = new MeasureCommand(console);
        var command = new Command("measure", Description)
        {
            measure._vessel, measure._artery, measure._vein, measure._arteriesAndVeins, measure._disc, measure._cup, measure._fovea,
            measure._fieldOfView, measure._lesions, measure._eye, measure._scale, measure._preset, measure._json,
        };
        command.SetAction((result, cancellationToken) => Task.FromResult(measure.Run(result, cancellationToken)));
        return command;
    }

    private static Option<string?> Mask(string name, string description) => new(name) { Description = description, HelpName = "MASK" };

    private static Option<PointD?> Fovea() => new("--fovea")
    {
        Description = "The centre of the fovea in pixels; 0,0 is the centre of the top-left pixel.",
        HelpName = "X,Y",
        CustomParser = result =>
        {
            string[] parts = result.Tokens[0].Value.Split(',');
            if (parts.Length == 2 && TryParse(parts[0], out double x) && TryParse(parts[1], out double y))
            {
                return new PointD(x, y);
            }

            result.AddError($"--fovea wants X,Y in pixels such as 812.5,640, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    private static Option<(RetinaClass Class, string File)[]> Lesions() => new("--lesion")
    {
        Description = "The mask of a lesion or phenotype, such as drusen=drusen.png. May be given for several classes.",
        HelpName = "CLASS=MASK",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = ParseLesions,
    };

    private static (RetinaClass Class, string File)[]? ParseLesions(ArgumentResult result)
    {
        var lesions = new List<(RetinaClass, string)>();
        foreach (Token token in result.Tokens)
        {
            string[] parts = token.Value.Split('=', 2);
            if (parts.Length != 2 || parts[1].Length == 0)
            {
                result.AddError($"--lesion wants CLASS=MASK such as drusen=drusen.png, not '{token.Value}'.");
            }
            else if (!RetinaClass.TryParse(parts[0], out RetinaClass? retinaClass) || retinaClass.Family == RetinaClassFamily.Anatomy)
            {
                IEnumerable<string> known = RetinaClass.All.Where(c => c.Family != RetinaClassFamily.Anatomy).Select(c => c.Slug);
                result.AddError($"--lesion: '{parts[0]}' is no lesion or phenotype. Known: {string.Join(", ", known)}.");
            }
            else
            {
                lesions.Add((retinaClass, parts[1]));
            }
        }

        return [.. lesions];
    }

    private static bool TryParse(string text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private int Run(ParseResult result, CancellationToken cancellationToken)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => MeasurePreset.Use(b.WithoutModel(), result.GetValue(_preset)));
        using RetinaSegmentation segmentation = Read(result);
        var options = new AnalysisOptions
        {
            Laterality = result.GetValue(_eye),
            Scale = CommonOptions.ToScale(result.GetValue(_scale)),
        };
        Write(analyzer.Measure(segmentation, options, cancellationToken), result.GetValue(_json));
        return ExitCode.Ok;
    }

    private RetinaSegmentation Read(ParseResult result)
    {
        var masks = new DrawnMasks();
        try
        {
            (Option<string?> Option, RetinaClass Class)[] anatomy =
            [
                (_vessel, RetinaClass.Vessel), (_artery, RetinaClass.Artery), (_vein, RetinaClass.Vein),
                (_disc, RetinaClass.OpticDisc), (_cup, RetinaClass.OpticCup),
            ];
            foreach ((Option<string?> option, RetinaClass retinaClass) in anatomy)
            {
                IfGiven(result, option, file => masks.Add(retinaClass, file));
            }

            IfGiven(result, _arteriesAndVeins, masks.AddArteriesAndVeins);
            foreach ((RetinaClass retinaClass, string file) in result.GetValue(_lesions) ?? [])
            {
                masks.Add(retinaClass, file);
            }

            IfGiven(result, _fieldOfView, masks.AddFieldOfView);
            return masks.Build(result.GetValue(_fovea));
        }
        catch
        {
            masks.Dispose();
            throw;
        }
    }

    private static void IfGiven(ParseResult result, Option<string?> option, Action<string> read)
    {
        if (result.GetValue(option) is { } file)
        {
            read(file);
        }
    }

    private void Write(RetinaReport report, string? json)
    {
        if (json is null)
        {
            ReportTable.Write(_console, report.Measurements, report.Findings);
        }
        else
        {
            OutputFile.WriteText(_console, json, report.ToJson() + "\n");
        }
    }
}
