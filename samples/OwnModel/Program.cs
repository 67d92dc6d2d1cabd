// A model of one's own: dotnet run --project samples/OwnModel -- [PACKAGE]. Without a package one is made on the spot. Research use only.
using OwnModel;
using RetSam;
using RetSam.Inference;

string folder = Directory.CreateTempSubdirectory("retsam-own-model-").FullName;
try
{
    string path = args.Length > 0 ? args[0] : BrightestPlace.Pack(folder);
    ModelPackage package = ModelPackage.Open(path);
    Console.WriteLine($"{package.Manifest.Id} {package.Manifest.Version}, {package.WeightsBytes} bytes, looks for {string.Join(", ", package.Manifest.PredictedClasses)}");

    using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(package));
    using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(Path.Combine(AppContext.BaseDirectory, "retina.jpg"));
    foreach (ReportClass seen in analysis.Report.Segmentation.Classes)
    {
        Console.WriteLine($"{seen.Class}: {(seen.Found ? $"{seen.Area} px2" : "looked for, not found")}");
    }

    // What the model does not know is not measured, which is not the same as none.
    foreach (string id in new[] { "disc.area", "vessel.vessel.density" })
    {
        ReportMeasurement m = analysis.Report.Find(id)!;
        Console.WriteLine(m.Value is { } value ? $"{m.Id} = {value:F0} {m.Unit}" : $"{m.Id}: {m.Status}, {m.Reason}");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
