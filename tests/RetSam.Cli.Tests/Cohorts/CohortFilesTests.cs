using CsCheck;

namespace RetSam.Cli.Tests.Cohorts;

/// <summary>The manifest, the shards and the names of files, without a model.</summary>
public sealed class CohortFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fields_that_are_quoted_as_RFC_4180_says_come_back_whatever_they_hold()
        => Gen.String[Gen.Char["ab,\"\r\n é"], 1, 8].Array[1, 4].Array[1, 5].ForAll(records =>
        {
            string text = string.Concat(records.Select(r => string.Join(',', r.Select(f => $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));
            Assert.Equal(records, CsvRecords.Read(text).Select(r => r.Fields));
        });

    [Fact]
    public void Records_carry_the_line_they_begin_on()
        => Assert.Equal([(1, "a|b"), (3, "c\nd|"), (5, "e|f")], CsvRecords.Read("a,b\n\n\"c\nd\",\ne,f").Select(r => (r.Line, string.Join('|', r.Fields))));

    [Theory]
    [InlineData("a\n\"b")]
    [InlineData("a\n\"b\"c")]
    public void A_quote_that_is_wrong_is_named_with_its_line(string text)
        => Assert.Contains("line 2", Assert.Throws<FormatException>(() => CsvRecords.Read(text).ToArray()).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_faulty_row_is_listed_with_its_line()
    {
        string file = _folder.Write("images.csv", "path,ID,laterality,um_per_px,note\na.jpg,1,OD,7.5,x\n,2,,,\nb.jpg,3,left,,\nc.jpg,4,,-1,\nd.jpg,1,,,\ne.jpg\nf.jpg,A,,,\ng.jpg,a,,,\n"u8.ToArray());
        var faults = new List<string>();
        IReadOnlyList<CohortRow> rows = CohortManifest.Read(file, _folder["out/x"], faults);
        Assert.Equal(["1", "A"], rows.Select(r => r.Id));
        Assert.Equal((Laterality.Right, 7.5), (rows[0].Laterality, rows[0].MicrometresPerPixel));
        Assert.Equal(Path.Combine(_folder.Path, "a.jpg"), rows[0].Path);
        Assert.Equal(["line 3", "line 4", "line 5", "line 6", "line 7", "line 9"], faults.Select(f => f.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_row_belongs_to_exactly_one_shard() => Gen.Int[1, 20].Select(Gen.Int[0, 100]).ForAll((count, size) =>
    {
        CohortRow[] rows = [.. Enumerable.Range(0, size).Select(i => new CohortRow($"{i}", "", "", Laterality.Unknown, null))];
        CohortRow[][] shards = [.. Enumerable.Range(0, count).Select(i => new CohortShard(i, count).Of(rows).ToArray())];
        Assert.Equal(rows.Select(r => r.Id).Order(StringComparer.Ordinal), shards.SelectMany(s => s).Select(r => r.Id).Order(StringComparer.Ordinal));
        Assert.InRange(shards.Max(s => s.Length) - shards.Min(s => s.Length), 0, 1);
    });

    [Theory]
    [InlineData("1/1")]
    [InlineData("-1/2")]
    [InlineData("0/0")]
    [InlineData("0/10000")]
    [InlineData("1")]
    public void A_shard_that_is_none_is_refused(string text) => Assert.False(CohortShard.TryParse(text, out _));

    [Theory]
    [InlineData("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd")]
    [InlineData("..", "%2E.")]
    [InlineData("nul", "%6Eul")]
    [InlineData("a b%20", "a%20b%2520")]
    [InlineData("é\n", "%C3%A9%0A")]
    [InlineData("P-1_od.jpg", "P-1_od.jpg")]
    public void Hostile_ids_become_plain_names(string id, string name) => Assert.Equal(name, CohortFolder.NameOf(id));

    [Fact]
    public void Two_ids_never_share_a_name_and_no_name_is_too_long() => Gen.Select(Gen.String[Gen.Char["aé./\\%~:"], 1, 120], Gen.String[Gen.Char["aé./\\%~:"], 1, 120]).ForAll((a, b) =>
    {
        Assert.InRange(CohortFolder.NameOf(a).Length, 1, 150);
        Assert.Equal(a == b, string.Equals(CohortFolder.NameOf(a), CohortFolder.NameOf(b), StringComparison.OrdinalIgnoreCase));
    });
}
