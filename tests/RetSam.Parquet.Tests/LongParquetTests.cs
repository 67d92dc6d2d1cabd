using RetSam.Sdk.Tests;

namespace RetSam.Parquet.Tests;

public sealed class LongParquetTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly Table _table = new();

    public void Dispose() => _table.Dispose();

    [Fact]
    public async Task DuckDB_reads_every_measurement_back_to_the_bit()
    {
        RetinaReport report = PhantomReport.Create(source: "lite");
        await WriteAsync("long.parquet", null, report);
        IReadOnlyList<object?[]> rows = _table.Ask(
            "SELECT source, laterality, measure, value, unit, low, high, physical_value, physical_unit, scale, status, reason, flags, um_per_px, segmenter, model_id, model_version, model_sha256, sdk_version FROM '$long.parquet'");
        IEnumerable<object?[]> expected = MeasurementRow.Of("eye 0", report).Select(r => new object?[]
        {
            r.Source, r.Eye.ToString(), r.Measure, r.Value, r.Unit, r.Low, r.High, r.PhysicalValue, r.PhysicalUnit, r.Scale?.ToString(), r.Status.ToString(),
            r.Reason, r.FlagNames, r.MicrometresPerPixel, r.Segmenter, r.ModelId, r.ModelVersion, r.ModelSha256, r.SdkVersion,
        });
        Assert.Equal(expected, rows);
        Assert.Contains(rows, r => r[3] is null && r[11] is not null);
        Assert.Contains(rows, r => r[12] is not null);
    }

    [Fact]
    public async Task Numbers_are_doubles_and_the_rest_is_text()
    {
        await WriteAsync("long.parquet", null, PhantomReport.Create());
        IReadOnlyList<object?[]> columns = _table.Ask("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '$long.parquet')");
        Assert.Equal(19, columns.Count);
        string[] numbers = ["value", "low", "high", "physical_value", "um_per_px"];
        Assert.All(columns, c => Assert.Equal(numbers.Contains(c[0]) ? "DOUBLE" : "VARCHAR", c[1]));
    }

    [Fact]
    public async Task Arrow_reads_the_same_as_DuckDB()
    {
        RetinaReport report = PhantomReport.Create();
        await WriteAsync("long.parquet", null, report);

        // ParquetSharp is Apache Arrow's own C++ reader, the one behind pandas and pyarrow.
        using var file = new ParquetSharp.ParquetFileReader(_table["long.parquet"]);
        using ParquetSharp.RowGroupReader group = file.RowGroup(0);
        int rows = checked((int)group.MetaData.NumRows);
        using ParquetSharp.ColumnReader measureColumn = group.Column(2);
        using ParquetSharp.ColumnReader valueColumn = group.Column(3);
        using ParquetSharp.LogicalColumnReader<string?> measures = measureColumn.LogicalReader<string?>();
        using ParquetSharp.LogicalColumnReader<double?> values = valueColumn.LogicalReader<double?>();
        Assert.Equal(report.Measurements.Select(m => m.Id), measures.ReadAll(rows));
        Assert.Equal(report.Measurements.Select(m => m.Value), values.ReadAll(rows));
        Assert.Equal("long 1", file.FileMetaData.KeyValueMetadata["retsam.table"]);
    }

    [Fact]
    public async Task Row_groups_are_bounded_and_lose_nothing()
    {
        RetinaReport report = PhantomReport.Create();
        await WriteAsync("long.parquet", new ParquetWriterOptions { RowsPerGroup = 100 }, report, report, report);
        IReadOnlyList<object?[]> groups = _table.Ask("SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('$long.parquet') ORDER BY 1");
        Assert.Equal(3, groups.Count);
        Assert.All(groups, g => Assert.Equal((long)report.Measurements.Count, g[1]));
        Assert.Equal([["eye 0", (long)report.Measurements.Count], ["eye 1", (long)report.Measurements.Count], ["eye 2", (long)report.Measurements.Count]],
            _table.Ask("SELECT source, count(*) FROM '$long.parquet' GROUP BY 1 ORDER BY 1"));
    }

    [Fact]
    public async Task A_folder_of_parts_reads_with_one_glob_and_its_partitions_are_columns()
    {
        await WriteAsync("parts/shard=0/part-0.parquet", null, PhantomReport.Create(1));
        await WriteAsync("parts/shard=1/part-0.parquet", null, PhantomReport.Create(2, micrometresPerPixel: null, source: "lite"));
        await WriteAsync("parts/shard=2/part-0.parquet", null);
        IReadOnlyList<object?[]> rows = _table.Ask(
            "SELECT shard, count(physical_value) > 0, max(model_id) FROM read_parquet('$parts/**/*.parquet', hive_partitioning = true) GROUP BY 1 ORDER BY 1");
        Assert.Equal([[0L, true, null], [1L, false, "lite"]], rows);
    }

    [Fact]
    public async Task The_file_says_what_its_columns_are_and_that_it_is_from_no_medical_device()
    {
        await WriteAsync("long.parquet", null, PhantomReport.Create());
        var pairs = _table.Ask("SELECT decode(key), decode(value) FROM parquet_kv_metadata('$long.parquet')").ToDictionary(r => (string)r[0]!, r => (string)r[1]!);
        Assert.Equal(RetinaReport.NotAMedicalDevice, pairs["retsam.disclaimer"]);
        using var columns = System.Text.Json.JsonDocument.Parse(pairs["retsam.columns"]);
        Assert.Equal("um", columns.RootElement.GetProperty("um_per_px").GetProperty("unit").GetString());
        Assert.Equal(19, columns.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public async Task The_same_reports_give_the_same_bytes()
    {
        RetinaReport report = PhantomReport.Create();
        await WriteAsync("a.parquet", null, report, report);
        await WriteAsync("b.parquet", null, report, report);
        Assert.Equal(File.ReadAllBytes(_table["a.parquet"]), File.ReadAllBytes(_table["b.parquet"]));
    }

    [Fact]
    public async Task A_file_that_is_not_completed_leaves_nothing_and_the_one_before_stays()
    {
        await WriteAsync("long.parquet", null);
        byte[] before = File.ReadAllBytes(_table["long.parquet"]);
        await using (var writer = new LongParquetWriter(_table["long.parquet"], new ParquetWriterOptions { RowsPerGroup = 1 }))
        {
            await writer.WriteAsync("eye", PhantomReport.Create(), Token);
            Assert.Equal(["long.parquet", "long.parquet.partial"], _table.Files);
        }

        Assert.Equal(["long.parquet"], _table.Files);
        Assert.Equal(before, File.ReadAllBytes(_table["long.parquet"]));
    }

    [Fact]
    public async Task Cancelled_in_a_group_it_refuses_to_go_on_and_leaves_nothing()
    {
        await using (var writer = new LongParquetWriter(_table["long.parquet"]))
        {
            await writer.WriteAsync("eye", PhantomReport.Create(), Token);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.CompleteAsync(new CancellationToken(canceled: true)));
            InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => writer.WriteAsync("eye", PhantomReport.Create(), Token));
            Assert.Contains("begin anew", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_table.Files);
    }

    [Fact]
    public async Task A_complete_file_takes_no_more()
    {
        await using var writer = new LongParquetWriter(_table["long.parquet"]);
        await writer.CompleteAsync(Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.CompleteAsync(Token));
        Assert.Equal([[0L]], _table.Ask("SELECT count(*) FROM '$long.parquet'"));
    }

    [Fact]
    public void A_row_group_has_at_least_one_row() => Assert.Throws<ArgumentOutOfRangeException>(() => new ParquetWriterOptions { RowsPerGroup = 0 });

    private async Task WriteAsync(string name, ParquetWriterOptions? options, params RetinaReport[] reports)
    {
        await using var writer = new LongParquetWriter(_table[name], options);
        for (int i = 0; i < reports.Length; i++)
        {
            await writer.WriteAsync($"eye {i}", reports[i], Token);
        }

        await writer.CompleteAsync(Token);
        Assert.Equal(reports.Sum(r => r.Measurements.Count), writer.RowCount);
    }
}
