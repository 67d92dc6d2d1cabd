using DuckDB.NET.Data;

namespace RetSam.Cli.Tests.Cohorts;

/// <summary>What docs/cohorts.md says can be done with the result.</summary>
public sealed class CohortDocumentTests
{
    [Fact]
    public async Task The_query_in_the_document_reads_the_parts_of_a_run_with_DuckDB()
    {
        using var cohort = new Cohort(whole: true);
        cohort.WriteManifest($"path,id,um_per_px\n{Sample.Photograph},first,\n{Sample.Photograph},second,8\n");
        Assert.Equal(0, (await cohort.RunAsync("run", "--shard", "0/2")).ExitCode);
        Assert.Equal(0, (await cohort.RunAsync("run", "--shard", "1/2")).ExitCode);
        ReportMeasurement expected = RetinaReport.Parse(File.ReadAllText(cohort["run/reports/first.json"])).Measurements.Single(m => m.Id == "vessel.avr");
        Assert.NotNull(expected.Value);

        using var duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        using DuckDBCommand command = duck.CreateCommand();
        command.CommandText = $"SET file_search_path = '{cohort["."]}'; {ReadQuery()}";
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<(string Source, double Value, string Unit)>();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetDouble(1), reader.GetString(2)));
        }

        Assert.Equal([("first", expected.Value.Value, expected.Unit), ("second", expected.Value.Value, expected.Unit)], rows);
    }

    private static string ReadQuery()
    {
        string text = File.ReadAllText(Path.Combine(RetSam.Sdk.Tests.Repository.Root, "docs", "cohorts.md"));
        int begin = text.IndexOf("```sql\n", StringComparison.Ordinal) + "```sql\n".Length;
        return text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}
