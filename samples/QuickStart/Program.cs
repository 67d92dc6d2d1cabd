// One photograph in, one report out. Research use only: not a medical device.
using RetSam;
using RetSam.Models.Lite;
using Spectre.Console;

string photograph = Path.Combine(AppContext.BaseDirectory, "retina.jpg");
using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()));
using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(photograph);

Table table = new Table().AddColumns("measure", "value", "unit", "status");
foreach (ReportMeasurement m in analysis.Report.Measurements)
{
    table.AddRow(m.Id, m.Value is { } value ? $"{value:G5}" : "", m.Unit, $"{m.Status}");
}

AnsiConsole.Write(table);
await using FileStream overlay = File.Create("retina.overlay.png");
analysis.WriteOverlay(overlay);
AnsiConsole.WriteLine($"Overlay: {overlay.Name}");
AnsiConsole.WriteLine(analysis.Report.Disclaimer);
