namespace RetSam.Parquet;

/// <summary>What a file says of a column.</summary>
/// <param name="Description">What its cells are.</param>
/// <param name="Unit">Their unit, when they are all in one.</param>
/// <param name="Measure">The stable id of the measure that the column is about, when it is about one.</param>
internal sealed record ColumnMeaning(string Description, string? Unit = null, string? Measure = null)
{
    /// <summary>The key-value pairs of a column of a row group.</summary>
    public Dictionary<string, string> ToMetadata()
    {
        var pairs = new Dictionary<string, string>(2, StringComparer.Ordinal);
        if (Unit is not null)
        {
            pairs.Add("unit", Unit);
        }

        if (Measure is not null)
        {
            pairs.Add("measure", Measure);
        }

        return pairs;
    }
}
