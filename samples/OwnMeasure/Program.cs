// A measure of one's own: one class, and it is in the catalogue, the report and the table. Research use only: not a medical device.
using OwnMeasure;
using RetSam;
using RetSam.Biomarkers;
using RetSam.Models.Lite;

using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b
    .UseModel(LiteModel.OpenPackage())
    .AddMeasure(new VesselFreeRadius())
    .WithScale(PixelScale.Given(6.2)));
using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(Path.Combine(AppContext.BaseDirectory, "retina.jpg"));

const string Id = "sample.macula.vessel_free_radius";
MeasureDefinition definition = analyzer.Measures.Find(Id)!.Definition;
Console.WriteLine($"catalogue: {definition.Id} ({definition.Unit}, {definition.PhysicalUnit}): {definition.Definition}");

ReportMeasurement measured = RetinaReport.Parse(analysis.Report.ToJson()).Find(Id)!;
Console.WriteLine($"JSON: {measured.Value:F1} {measured.Unit}, {measured.Physical?.Value:F0} {measured.Physical?.Unit}, {measured.Status}");

var table = new ReportCsv();
table.Add("retina.jpg", analysis.Report);
using var csv = new StringWriter();
table.Write(csv);
Console.WriteLine($"CSV: {string.Join(", ", csv.ToString().Split('\n')[0].Split(',').Where(column => column.StartsWith(Id, StringComparison.Ordinal)))}");
