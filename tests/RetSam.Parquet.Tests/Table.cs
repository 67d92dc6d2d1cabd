using DuckDB.NET.Data;

namespace RetSam.Parquet.Tests;

/// <summary>Parquet files in a folder of their own, asked by SQL with DuckDB.</summary>
internal sealed class Table : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retsam-parquet-");
    private readonly DuckDBConnection _duck = new("DataSource=:memory:");

    public Table() => _duck.Open();

    public string this[string name]
    {
        get
        {
            string path = Path.Combine(_folder.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return path;
        }
    }

    public IEnumerable<string> Files => Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_folder.FullName, f)).Order(StringComparer.Ordinal);

    /// <summary>The rows of a query; <c>$</c> in it stands for the folder, null for SQL's null.</summary>
    public IReadOnlyList<object?[]> Ask(string sql)
    {
        using DuckDBCommand command = _duck.CreateCommand();
        command.CommandText = sql.Replace("$", _folder.FullName + "/", StringComparison.Ordinal);
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            object?[] row = new object?[reader.FieldCount];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    public void Dispose()
    {
        _duck.Dispose();
        _folder.Delete(recursive: true);
    }
}
