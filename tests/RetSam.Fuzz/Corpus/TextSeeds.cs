using System.Text;
using RetSam.Biomarkers;
using RetSam.Biomarkers.Phantoms;

namespace RetSam.Fuzz;

/// <summary>Lists of cohorts, reports and rules.</summary>
internal static class TextSeeds
{
    public static IEnumerable<byte[]> Cohorts() =>
    [
        Encoding.UTF8.GetBytes("path,id,laterality,um_per_px\na.jpg,1,od,7.5\nb.jpg,2,os,\nc.jpg,3,auto,1e1\n"),
        Encoding.UTF8.GetBytes("id,path,remark\r\n\"a \"\"b\"\"\",\"x,y.png\",\"two\r\nlines\"\r\n\r\n2,z.png,\r\n"),
    ];

    public static IEnumerable<byte[]> Reports() => [Report(0), Report(1)];

    public static IEnumerable<byte[]> Rules() =>
    [
        Resources.Read("findings.json"),
        Encoding.UTF8.GetBytes("""
            { "schemaVersion": "1.0", "rules": [{ "id": "r", "name": "Rule", "source": "S", "grades": [
              { "grade": 0, "name": "none" },
              { "grade": 1, "name": "some", "when": { "not": { "atLeast": 1, "of": [
                { "measure": "lesion.count", "is": ">=", "value": 1, "unit": "1" }, { "any": [{ "measure": "a.b", "is": "<", "value": 2.5, "unit": "um" }] }] } } }] }] }
            """),
    ];

    private static byte[] Report(ulong seed)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        using RetinaSegmentation masks = EyePhantom.Create(new EyePhantomOptions { Seed = seed, Size = 320 }).DrawSegmentation();
        RetinaReport report = analyzer.Measure(masks, new AnalysisOptions { Scale = PixelScale.Given(12), SourceId = "eye" });

        // A few measurements of each status say what many would.
        return Encoding.UTF8.GetBytes((report with { Measurements = [.. report.Measurements.GroupBy(m => m.Status).SelectMany(g => g.Take(4))] }).ToJson());
    }
}
