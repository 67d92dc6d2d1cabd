using System.CommandLine;
using System.Globalization;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary>The options that say how thoroughly a model is run, and of which classes.</summary>
internal sealed class RunQualityOptions
{
    private static readonly (string Name, TestTimeFlips Value)[] Axes =
        [("none", TestTimeFlips.None), ("horizontal", TestTimeFlips.Horizontal), ("vertical", TestTimeFlips.Vertical), ("both", TestTimeFlips.Both)];

    private readonly Option<string> _flips = new("--flips")
    {
        Description = "Run the model on mirror images too and take the mean: one axis doubles the time, both quadruple it. Default: none.",
        HelpName = string.Join('|', Axes.Select(a => a.Name)),
        DefaultValueFactory = _ => Axes[0].Name,
    };

    private readonly Option<double?> _tiles = new("--tiles")
    {
        Description = "Run the model on overlapping tiles that show the photograph X times finer than the whole frame does, or in its own pixels with own. Points still come from the whole frame.",
        HelpName = "X|own",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (text == "own")
            {
                return double.PositiveInfinity;
            }

            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value >= 1)
            {
                return value;
            }

            result.AddError($"--tiles wants own or a number from 1 on such as 2, not '{text}'.");
            return null;
        },
    };

    private readonly Option<RetinaClass[]?> _classes = new("--classes")
    {
        Description = "Run only the heads that predict these classes, such as microaneurysm,exudate.",
        HelpName = "CLASS,...",
        CustomParser = result =>
        {
            var classes = new List<RetinaClass>();
            foreach (string slug in result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (RetinaClass.TryParse(slug, out RetinaClass? known))
                {
                    classes.Add(known);
                }
                else
                {
                    result.AddError($"--classes: '{slug}' is no class. Classes are {string.Join(", ", RetinaClass.All.Select(c => c.Slug))}.");
                }
            }

            return [.. classes.Distinct()];
        },
    };

    public RunQualityOptions() => _flips.AcceptOnlyFromAmong([.. Axes.Select(a => a.Name)]);

    public void AddTo(Command command)
    {
        command.Add(_flips);
        command.Add(_tiles);
        command.Add(_classes);
    }

    public OnnxSegmenterOptions Apply(OnnxSegmenterOptions options, ParseResult result) => options with
    {
        Flips = Axes.First(a => a.Name == result.GetValue(_flips)).Value,
        Tiling = result.GetValue(_tiles) is { } magnification ? new TilingOptions { Magnification = magnification } : null,
        // An option that was not given reads as an empty array.
        Classes = result.GetValue(_classes) is { Length: > 0 } classes ? classes : null,
    };
}
