using System.CommandLine;
using System.Globalization;
using RetSam.Biomarkers.Phantoms;

namespace RetSam.Cli;

/// <summary><c>retsam repeatability</c>: how far measures scatter over repetitions.</summary>
internal static class RepeatabilityCommand
{
    private const string Description =
        """
        Takes the repeatability of every measure, for retsam compare.

        With FOLDERs: each holds the reports (.json) of one eye that was photographed again while nothing changed; all of one model. Without:
        procedural eyes are drawn again turned and at other sizes, and measured; that is what measuring alone adds.
        """;

    /// <summary>One drawing of the same eye after another: as a patient holds the head, and cameras make sizes.</summary>
    private static readonly (double Turn, double Size)[] Redrawings = [(0, 1), (-6, 0.9), (4, 1.1), (-2, 0.8), (6, 1.2), (3, 0.95)];

    private const int Size = 1024;

    /// <summary>What a pixel of a drawing of 1024 pixels is said to cover: a field of view of 45 degrees of some 12 mm.</summary>
    private const double MicrometresPerPixel = 12;

    public static Command Create(CliConsole console)
    {
        Argument<string[]> folders = new("folders")
        {
            Description = "A folder for each eye, with two or more reports.",
            HelpName = "FOLDER",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<int> eyes = new("--eyes") { Description = "How many procedural eyes, 3 to 1000. Default: 20.", HelpName = "N", DefaultValueFactory = _ => 20 };
        eyes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 3 or > 1000)
            {
                result.AddError("--eyes wants a whole number from 3 to 1000.");
            }
        });
        Option<string?> method = new("--method") { Description = "How the reports were taken, in a sentence; stands beside every result.", HelpName = "TEXT" };
        Option<string?> json = new("--json") { Description = "The file to write to. Default: the standard output.", HelpName = "FILE" };
        var command = new Command("repeatability", Description) { folders, eyes, method, json };
        command.SetAction((result, cancellationToken) =>
        {
            RepeatabilityTable table = result.GetValue(folders) is { Length: > 0 } given
                ? OfReports(given, result.GetValue(method), cancellationToken)
                : OfPhantoms(result.GetValue(eyes), cancellationToken);
            string text = table.ToJson() + "\n";
            if (result.GetValue(json) is { } file)
            {
                OutputFile.WriteText(file, text);
            }
            else
            {
                console.Out.Write(text);
            }

            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static RepeatabilityTable OfReports(string[] folders, string? method, CancellationToken cancellationToken)
    {
        var eyes = new List<IReadOnlyList<RetinaReport>>();
        foreach (string folder in folders)
        {
            var reports = new List<RetinaReport>();
            foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    reports.Add(RetinaReport.Parse(File.ReadAllText(file)));
                }
                catch (FormatException e)
                {
                    throw CliException.File(file, e.Message);
                }
            }

            eyes.Add(reports);
        }

        try
        {
            return RepeatabilityTable.FromRepeats(
                eyes, method ?? string.Create(CultureInfo.InvariantCulture, $"{eyes.Count} eyes photographed again, {eyes.Sum(e => e.Count)} photographs in all."));
        }
        catch (ArgumentException e)
        {
            throw CliException.File(folders[0], e.Message);
        }
    }

    private static RepeatabilityTable OfPhantoms(int eyes, CancellationToken cancellationToken)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        RetinaReport[][] reports = [.. Enumerable.Range(1, eyes).Select(seed => Redrawings.Select(r => Measure(analyzer, (ulong)seed, r.Turn, r.Size, cancellationToken)).ToArray())];
        string turns = $"turned by {Redrawings.Min(r => r.Turn)} to {Redrawings.Max(r => r.Turn)} degrees and drawn at {Redrawings.Min(r => r.Size) * 100:0} to {Redrawings.Max(r => r.Size) * 100:0} % of {Size} px";
        return RepeatabilityTable.FromRepeats(
            reports,
            string.Create(CultureInfo.InvariantCulture, $"{eyes} procedural eyes, perfect masks, each {turns} ({Redrawings.Length} drawings). What segmentation, camera and eye add is not in it."),
            RepeatabilityCoverage.Measuring);
    }

    private static RetinaReport Measure(RetinaAnalyzer analyzer, ulong seed, double turn, double size, CancellationToken cancellationToken)
    {
        // Every second eye is a left one.
        EyePhantom eye = EyePhantom.Create(new EyePhantomOptions
        {
            Seed = seed,
            Size = (int)(size * Size),
            RotationDegrees = turn,
            Laterality = seed % 2 == 0 ? Laterality.Left : Laterality.Right,
        });
        using RetinaSegmentation masks = eye.DrawSegmentation();
        var options = new AnalysisOptions { Laterality = eye.Options.Laterality, Scale = PixelScale.Given(MicrometresPerPixel * Size / eye.Options.Size) };
        return analyzer.Measure(masks, options, cancellationToken);
    }
}
