// Analyses one photograph with the embedded model, as a native program: dotnet publish samples/NativeAot -c Release. Exit code 0 when the
// numbers make sense, 1 when they do not. Research use only: not a medical device.
using System.Globalization;
using RetSam;
using RetSam.Models.Lite;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: NativeAot PHOTOGRAPH");
    return 2;
}

using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()));
using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(args[0]);
RetinaReport report = RetinaReport.Parse(analysis.Report.ToJson());
using var overlay = new MemoryStream();
analysis.WriteOverlay(overlay);
ReportMeasurement? density = report.Find("vessel.vessel.density");
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{report.Measurements.Count} measurements, vessel density {density?.Value}, overlay {overlay.Length} bytes, {analysis.Timings.Total.TotalMilliseconds:F0} ms"));

// Vessels cover a few hundredths to a fifth of any retina that a camera can focus on.
bool makesSense = density?.Value is > 0.02 and < 0.25
    && report.Segmentation.Classes.Single(c => c.Class == "vessel").Found
    && report.ToJson() == analysis.Report.ToJson()
    && overlay.Length > 10_000;
if (!makesSense)
{
    Console.Error.WriteLine("These numbers make no sense.");
}

return makesSense ? 0 : 1;
