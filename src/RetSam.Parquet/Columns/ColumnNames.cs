namespace RetSam.Parquet;

/// <summary>Names of columns that need no quoting in SQL: letters, digits and underscores.</summary>
internal static class ColumnNames
{
    /// <summary>A measure's column: its id with underscores for points.</summary>
    public static string Of(string measure) => string.Concat(measure.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    /// <summary>The end of a physical value's column: <c>um</c>, <c>um2</c>, <c>per_mm</c>, <c>per_mm2</c>.</summary>
    public static string OfUnit(string ucum)
    {
        int minus = ucum.IndexOf('-', StringComparison.Ordinal);
        if (minus < 0)
        {
            return ucum;
        }

        string power = ucum[(minus + 1)..];
        return $"per_{ucum[..minus]}{(power == "1" ? "" : power)}";
    }
}
