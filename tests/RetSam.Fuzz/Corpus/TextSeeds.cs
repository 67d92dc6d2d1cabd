using System.Text;
using RetSam.Biomarkers;
using RetSam.Biomarkers.Phantoms;

namespace RetSam.Fuzz;

/// <summary>Lists of cohorts, reports, comparisons of them, tables of repeatability and rules.</summary>
internal static class TextSeeds
{
    public static IEnumerable<byte[]> Cohorts() =>
    [
        Bytes("path,id,laterality,um_per_px\na.jpg,1,od,7.5\nb.jpg,2,os,\nc.jpg,3,auto,1e1\n"),
        Bytes("id,path,remark\r\n\"a \"\"b\"\"\",\"x,y.png\",\"two\r\nlines\"\r\n\r\n2,z.png,\r\n"),
    ];

    public static IEnumerable<byte[]> Reports() => [Bytes(First.ToJson()), Bytes(Second.ToJson())];

    public static IEnumerable<byte[]> Comparisons()
    {
        // A few changes of each kind say what many would.
        RetinaComparison comparison = RetinaComparison.Between(Report(0, few: int.MaxValue), Report(1, few: int.MaxValue));
        yield return Bytes((comparison with { Changes = [.. comparison.Changes.GroupBy(c => (c.Status, c.Verdict)).SelectMany(g => g.Take(3))] }).ToJson());
        yield return Bytes(RetinaComparison.Between(First, First with { Laterality = First.Laterality with { Eye = Laterality.Left } }, Table with { Source = null }).ToJson());
    }

    public static IEnumerable<byte[]> Tables() => [Bytes(Table.ToJson()), Bytes((Table with { Source = null, Covers = RepeatabilityCoverage.Measuring }).ToJson())];

    public static IEnumerable<byte[]> Rules() =>
    [
        Resources.Read("findings.json"),
        Bytes("""
            { "schemaVersion": "1.0", "rules": [{ "id": "r", "name": "Rule", "source": "S", "grades": [
              { "grade": 0, "name": "none" },
              { "grade": 1, "name": "some", "when": { "not": { "atLeast": 1, "of": [
                { "measure": "lesion.count", "is": ">=", "value": 1, "unit": "1" }, { "any": [{ "measure": "a.b", "is": "<", "value": 2.5, "unit": "um" }] }] } } }] }] }
            """),
    ];

    /// <summary>Two reports whose measures <see cref="Tables"/> name.</summary>
    public static RetinaReport First => field ??= Report(0);

    /// <inheritdoc cref="First"/>
    public static RetinaReport Second => field ??= Report(1);

    private static RepeatabilityTable Table
    {
        get
        {
            HashSet<string> ids = [.. First.Measurements.Select(m => m.Id)];
            return RepeatabilityTable.Measuring with
            {
                Covers = RepeatabilityCoverage.Photographs,
                Source = First.Segmentation.Source,
                Entries = [.. RepeatabilityTable.Measuring.Entries.Where(e => ids.Contains(e.Id))],
            };
        }
    }

    /// <param name="seed">Which eye.</param>
    /// <param name="few">How many measurements of each status are kept: they say what many would.</param>
    private static RetinaReport Report(ulong seed, int few = 4)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        using RetinaSegmentation masks = EyePhantom.Create(new EyePhantomOptions { Seed = seed, Size = 320 }).DrawSegmentation();
        RetinaReport report = analyzer.Measure(masks, new AnalysisOptions { Scale = PixelScale.Given(12), SourceId = "eye" });

        return report with { Measurements = [.. report.Measurements.GroupBy(m => m.Status).SelectMany(g => g.Take(few))] };
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
