using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RetSam.Cli;

/// <summary>
/// Where a cohort's files are: <c>cohort.json</c>, <c>reports/ID.json</c>, <c>errors/ID.error.json</c>, <c>parts/*.parquet</c>, and the locks
/// of those at work in <c>locks</c>.
/// </summary>
/// <param name="path">The folder.</param>
internal sealed class CohortFolder(string path)
{
    private const int LongestName = 150;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    /// <summary>What the run is of: <see cref="CohortPlan"/>.</summary>
    public string Plan => Path.Combine(path, "cohort.json");

    /// <summary>The lock of whoever agrees with the plan, one process after the other.</summary>
    public string Turn => Path.Combine(LockFolder, "turn.lock");

    /// <summary>The locks of shards that somebody works on, or did.</summary>
    public IEnumerable<string> Locks => Directory.EnumerateFiles(LockFolder, "shard-*.lock");

    /// <summary>Whether there is a report, an error or a part.</summary>
    public bool HoldsResults
        => Results.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).Any(file => !file.EndsWith(PartialFile.Extension, StringComparison.Ordinal));

    private string Reports => Path.Combine(path, "reports");

    private string Errors => Path.Combine(path, "errors");

    private string Parts => Path.Combine(path, "parts");

    private string LockFolder => Path.Combine(path, "locks");

    private IReadOnlyList<string> Results => [Reports, Errors, Parts];

    public void Create()
    {
        foreach (string folder in Results.Append(LockFolder))
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <summary>Removes what runs wrote, and nothing else; the plan last, so that a stop half-way is seen. Locks stay: they are held.</summary>
    public void Clear()
    {
        foreach (string folder in Results.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        File.Delete(Plan);
    }

    /// <summary>Why nothing is done here.</summary>
    public CliException Refusal(string reason) => CliException.File(path, reason);

    public string Report(string id) => Path.Combine(Reports, NameOf(id) + ".json");

    public string Error(string id) => Path.Combine(Errors, NameOf(id) + ".error.json");

    /// <summary>Whether an image failed. A report beside the error is from a later try that was stopped before it removed the error.</summary>
    public bool HasFailed(string id) => File.Exists(Error(id)) && !File.Exists(Report(id));

    public string Part(CohortShard shard) => Path.Combine(Parts, $"part-{NameOf(shard)}.parquet");

    /// <summary>The lock of whoever works on a shard.</summary>
    public string LockOf(CohortShard shard) => Path.Combine(LockFolder, $"shard-{NameOf(shard)}.lock");

    /// <summary>
    /// An id as the name of a file on any system: letters A to Z, digits, <c>-</c>, <c>_</c> and points that are not first stay, every
    /// other byte of its UTF-8 is written <c>%XX</c>. Two ids never get the same name; a long one ends in its SHA-256.
    /// </summary>
    internal static string NameOf(string id)
    {
        var name = new StringBuilder();
        bool device = Devices.Contains(id.Split('.')[0]);
        foreach (byte b in Encoding.UTF8.GetBytes(id))
        {
            bool stays = char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' || (b == '.' && name.Length > 0);
            _ = stays && !(device && name.Length == 0) ? name.Append((char)b) : name.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return name.Length <= LongestName
            ? name.ToString()
            : $"{name.ToString(0, LongestName - 65)}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";
    }

    private static string NameOf(CohortShard shard) => string.Create(CultureInfo.InvariantCulture, $"{shard.Index:0000}-of-{shard.Count:0000}");
}
