namespace RetSam.Parquet;

/// <summary>How a Parquet file is written.</summary>
public sealed record ParquetWriterOptions
{
    /// <summary>
    /// The most rows a row group has; so many are held in memory. <see langword="null"/>, the default, means 100,000 in a long table and 500
    /// in a wide one, tens of megabytes in both. An image's rows stay in one group, so that a long one may have a few hundred rows more.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int? RowsPerGroup
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A row group has at least one row.");
    }

    /// <summary>Options that leave everything to the defaults.</summary>
    public static ParquetWriterOptions Default { get; } = new();
}
