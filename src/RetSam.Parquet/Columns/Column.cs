using Parquet;
using Parquet.Schema;

namespace RetSam.Parquet;

/// <summary>One column of the row group that is being filled.</summary>
/// <param name="field">Its name and type.</param>
/// <param name="meaning">What the file says of it.</param>
internal abstract class Column(DataField field, ColumnMeaning meaning)
{
    public DataField Field { get; } = field;

    public ColumnMeaning Meaning { get; } = meaning;

    /// <summary>Writes the cells gathered so far as this column of a row group, and forgets them.</summary>
    public abstract Task MoveToAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken);
}

/// <summary>A column of 64-bit floating point numbers; no value is null.</summary>
internal sealed class NumberColumn(string name, ColumnMeaning meaning) : Column(new DataField(name, typeof(double), isNullable: true), meaning)
{
    private readonly CellList<double?> _cells = new();

    public void Add(double? value) => _cells.Add(value);

    public override async Task MoveToAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
    {
        await group.WriteAsync<double>(Field, _cells.Filled, null, Meaning.ToMetadata(), cancellationToken).ConfigureAwait(false);
        _cells.Clear();
    }
}

/// <summary>A column of 32-bit whole numbers; no value is null.</summary>
internal sealed class CountColumn(string name, ColumnMeaning meaning) : Column(new DataField(name, typeof(int), isNullable: true), meaning)
{
    private readonly CellList<int?> _cells = new();

    public void Add(int? value) => _cells.Add(value);

    public override async Task MoveToAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
    {
        await group.WriteAsync<int>(Field, _cells.Filled, null, Meaning.ToMetadata(), cancellationToken).ConfigureAwait(false);
        _cells.Clear();
    }
}

/// <summary>A column of text; no value is null.</summary>
internal sealed class TextColumn(string name, ColumnMeaning meaning) : Column(new DataField(name, typeof(string), isNullable: true), meaning)
{
    private readonly List<string?> _cells = [];

    public void Add(string? value) => _cells.Add(value);

    public override async Task MoveToAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await group.WriteAsync(Field, _cells!, null).ConfigureAwait(false);
        _cells.Clear();
    }
}
