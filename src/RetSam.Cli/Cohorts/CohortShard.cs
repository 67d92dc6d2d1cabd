using System.Globalization;

namespace RetSam.Cli;

/// <summary>One of the equal parts that a cohort is divided into: the row at place i, counted from 0, belongs to shard i mod N.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct CohortShard(int Index, int Count)
{
    /// <summary>The most shards a cohort can have: names of parts have four digits.</summary>
    public const int MaxCount = 9999;

    /// <summary>Reads <c>I/N</c>.</summary>
    public static bool TryParse(string text, out CohortShard shard)
    {
        string[] parts = text.Split('/');
        shard = default;
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            || count is < 1 or > MaxCount
            || index >= count)
        {
            return false;
        }

        shard = new CohortShard(index, count);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    /// <summary>Its rows, in the order of the manifest.</summary>
    public IEnumerable<CohortRow> Of(IEnumerable<CohortRow> rows)
    {
        (int index, int count) = this;
        return rows.Where((_, place) => place % count == index);
    }
}
