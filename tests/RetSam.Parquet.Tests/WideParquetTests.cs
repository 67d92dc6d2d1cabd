using RetSam.Biomarkers;
using RetSam.Sdk.Tests;

namespace RetSam.Parquet.Tests;

public sealed class WideParquetTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly Table _table = new();

    public void Dispose() => _table.Dispose();

    [Fact]
    public async Task DuckDB_reads_every_measure_of_the_catalogue_back_to_the_bit()
    {
        RetinaReport report = PhantomReport.Create();
        await using (var writer = new WideParquetWriter(_table["wide.parquet"], ReportColumn.Of(MeasureCatalogue.Default)))
        {
            await writer.WriteAsync("eye", report, Token);
            await writer.WriteFailureAsync("bad", "The file is damaged.", Token);
            await writer.CompleteAsync(Token);
        }

        Assert.Equal([["eye", null, 512, 512, "Right", 12.0], ["bad", "The file is damaged.", null, null, null, null]],
            _table.Ask("SELECT source, failure, width, height, laterality, um_per_px FROM '$wide.parquet'"));
        string[] ids = [.. MeasureCatalogue.Default.Measures.Select(m => m.Definition.Id)];
        string names = string.Join(", ", ids.SelectMany(id => new[] { id.Replace('.', '_'), id.Replace('.', '_') + "_status" }));
        IReadOnlyList<object?[]> rows = _table.Ask($"SELECT {names} FROM '$wide.parquet'");
        Assert.Equal(ids.SelectMany(id => new object?[] { report.Find(id)?.Value, report.Find(id)?.Status.ToString() }), rows[0]);
        Assert.All(rows[1], Assert.Null);
        Assert.Equal([[report.Find("disc.area")!.Physical!.Value, report.Find("vessel.vessel.length_density")?.Physical?.Value]],
            _table.Ask("SELECT disc_area_um2, " + (report.Find("vessel.vessel.length_density") is null ? "NULL" : "vessel_vessel_length_density_per_mm") + " FROM '$wide.parquet' WHERE failure IS NULL"));
    }

    [Fact]
    public async Task Each_column_of_a_row_group_carries_its_measure_and_unit()
    {
        ReportColumn[] columns = [new("disc.area", "px2", "um2", true), new("vessel.artery.fractal.d0", "1", null, false)];
        await using (var writer = new WideParquetWriter(_table["wide.parquet"], columns))
        {
            await writer.WriteFailureAsync("bad", "The file is damaged.", Token);
            await writer.CompleteAsync(Token);
        }

        using var file = new ParquetSharp.ParquetFileReader(_table["wide.parquet"]);
        using ParquetSharp.RowGroupReader group = file.RowGroup(0);
        string[] names = [.. Enumerable.Range(0, file.FileMetaData.NumColumns).Select(i => file.FileMetaData.Schema.Column(i).Name)];
        Assert.Equal(["disc_area", "disc_area_low", "disc_area_high", "disc_area_um2", "disc_area_status", "vessel_artery_fractal_d0", "vessel_artery_fractal_d0_status"], names[11..]);
        using var columnsJson = System.Text.Json.JsonDocument.Parse(file.FileMetaData.KeyValueMetadata["retsam.columns"]);
        System.Text.Json.JsonElement physical = columnsJson.RootElement.GetProperty("disc_area_um2");
        Assert.Equal(("um2", "disc.area"), (physical.GetProperty("unit").GetString(), physical.GetProperty("measure").GetString()));
        Assert.Contains("unit", _table.Ask("SELECT key_value_metadata::VARCHAR FROM parquet_metadata('$wide.parquet') WHERE path_in_schema = 'disc_area_low'")[0][0]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_measure_without_a_column_is_refused_and_leaves_no_half_row()
    {
        await using var writer = new WideParquetWriter(_table["wide.parquet"], [new ReportColumn("disc.area", "px2", "um2", false)]);
        await Assert.ThrowsAsync<ArgumentException>(() => writer.WriteAsync("eye", PhantomReport.Create(), Token));
        await writer.WriteFailureAsync("bad", "The file is damaged.", Token);
        await writer.CompleteAsync(Token);
        Assert.Equal([["bad", null]], _table.Ask("SELECT source, disc_area FROM '$wide.parquet'"));
    }

    [Fact]
    public void Measures_whose_columns_would_share_a_name_are_refused_before_a_file_is_made()
    {
        ReportColumn[] columns = [new("a.b", "1", null, false), new("a_b", "1", null, false)];
        Assert.Contains("'a_b'", Assert.Throws<ArgumentException>(() => new WideParquetWriter(_table["wide.parquet"], columns)).Message, StringComparison.Ordinal);
        Assert.Empty(_table.Files);
    }
}
