using System.CommandLine;

namespace RetSam.Cli;

/// <summary><c>retsam analyze</c>: photographs in; reports, masks, overlays and one table out.</summary>
internal static class AnalyzeCommand
{
    private const string Description =
        """
        Analyses photographs: masks, overlays, a JSON report for each and one table for all.

        Writes to DIR, for each image: <name>.json, masks/<name>.<class>.png (0 and 255, at the photograph's own size) and, with
        --overlay, <name>.overlay.png; with --html <name>.html, with --fhir <name>.fhir.json; and one report.csv with a row for each image.
        --long-csv and --parquet write one table with a row for each measurement, measures.csv and measures.parquet. Where two inputs share a name the second one's
        files are called <name>-2. One bad file does not stop the others: it is named on the error stream and in report.csv, and the
        exit code is 2.
        """;

    private static readonly string[] Formats = ["json", "csv"];

    public static Command Create(CliConsole console)
    {
        Argument<string[]> inputs = new("inputs")
        {
            Description = "Photographs, folders (the images directly inside) or patterns with *, ? and **.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "file|folder|glob",
        };
        Option<string?> output = CommonOptions.Out(required: false);
        Option<string?> model = CommonOptions.Model();
        Option<bool> overlay = new("--overlay") { Description = "Write <name>.overlay.png: the photograph with what was found drawn on it." };
        Option<bool> html = new("--html") { Description = "Write <name>.html: one page for people, with picture, measures and findings; prints on A4." };
        Option<bool> fhir = new("--fhir") { Description = "Write <name>.fhir.json: the report as an HL7 FHIR R4 bundle that says nothing of a patient." };
        Option<bool> longCsv = new("--long-csv") { Description = "Write measures.csv: a row for each measurement of each image." };
        Option<bool> parquet = new("--parquet") { Description = "Write measures.parquet: the same table for DuckDB, pandas and Spark." };
        Option<string> format = new("--format")
        {
            Description = "json: a report for each image and report.csv (default). csv: report.csv only.",
            HelpName = "json|csv",
            DefaultValueFactory = _ => Formats[0],
        };
        format.AcceptOnlyFromAmong(Formats);
        Option<Laterality> eye = CommonOptions.Eye();
        Option<double?> scale = CommonOptions.MicrometresPerPixel();
        Option<string> preset = CommonOptions.Preset();
        Option<bool> intervals = new("--intervals")
        {
            Description = "Give each measure the interval of its values at probability thresholds around the model's own. Measuring takes three times as long.",
        };
        Option<bool> sourceNames = new("--source-names")
        {
            Description = "Carry the name of each file, without its folder, into its report and page as sourceId. Without it they name no file.",
        };
        Option<int?> threads = CommonOptions.Threads();
        Option<bool> json = new("--json")
        {
            Description = "Write one line of JSON for each image to the standard output: file, status, reason, report. Makes --out optional.",
        };
        var command = new Command("analyze", Description) { inputs, output, model, overlay, html, fhir, longCsv, parquet, format, eye, scale, preset, intervals, sourceNames, threads, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is null && !result.GetValue(json))
            {
                result.AddError("analyze needs --out DIR, or --json to write reports to the standard output.");
            }
        });
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = new AnalyzeSettings
            {
                OutputFolder = result.GetValue(output),
                Model = result.GetValue(model),
                Threads = result.GetValue(threads),
                Preset = result.GetRequiredValue(preset),
                Intervals = result.GetValue(intervals),
                Overlay = result.GetValue(overlay),
                Html = result.GetValue(html),
                Fhir = result.GetValue(fhir),
                LongCsv = result.GetValue(longCsv),
                Parquet = result.GetValue(parquet),
                ReportForEachImage = result.GetValue(format) == "json",
                SourceNames = result.GetValue(sourceNames),
                JsonLines = result.GetValue(json),
                Options = new AnalysisOptions { Laterality = result.GetValue(eye), Scale = CommonOptions.ToScale(result.GetValue(scale)) },
            };
            var run = new AnalyzeRun(console, settings);
            await using (run.ConfigureAwait(false))
            {
                return await run.RunAsync(InputExpander.Expand(result.GetRequiredValue(inputs), settings.OutputFolder), cancellationToken).ConfigureAwait(false);
            }
        });
        return command;
    }
}
