using System.Globalization;

namespace RetSam.Cli;

/// <summary>
/// The photographs of a cohort in their order: from a CSV file with the columns <c>path</c> (required; relative to the file), <c>id</c>,
/// <c>laterality</c> (od, os, auto) and <c>um_per_px</c>, or a folder, which means the images directly inside it in ordinal order.
/// Other columns are passed over. Without an id the path names the photograph.
/// </summary>
internal static class CohortManifest
{
    private const int LongestFault = 300;

    /// <summary>Reads it; whether the photographs exist is seen when their turn comes.</summary>
    /// <param name="source">A CSV file or a folder.</param>
    /// <param name="outputFolder">What an earlier run wrote here is not taken for a photograph.</param>
    /// <param name="faults">Gets a sentence for each faulty row, with its line.</param>
    /// <exception cref="CliException">It cannot be read at all.</exception>
    public static IReadOnlyList<CohortRow> Read(string source, string outputFolder, ICollection<string> faults)
    {
        if (Directory.Exists(source))
        {
            IReadOnlyList<InputFile> inputs = InputExpander.Expand([source], outputFolder);
            if (inputs is [{ Failure: { } failure }])
            {
                throw CliException.File(source, failure);
            }

            return Distinct(inputs.Select((input, i) => (i + 1, FromFile(input.Path))), "image", faults);
        }

        try
        {
            return Distinct(ReadTable(source, faults), "line", faults);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw CliException.File(source, e is FormatException ? e.Message : FailureReason.Of(e));
        }
    }

    private static CohortRow FromFile(string path)
    {
        string name = Path.GetFileName(path);
        return new CohortRow(name, name, path, Laterality.Unknown, null);
    }

    private static IEnumerable<(int Line, CohortRow Row)> ReadTable(string file, ICollection<string> faults)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string[]? header = null;
        foreach ((int line, string[] fields) in CsvRecords.Read(File.ReadAllText(file)))
        {
            if (header is null)
            {
                header = HeaderOf(fields);
            }
            else if (fields.Length != header.Length)
            {
                faults.Add(Fault($"line {line}: {fields.Length} fields where the header has {header.Length}"));
            }
            else if (ReadRow(name => Array.IndexOf(header, name) is var i and >= 0 ? fields[i] : "", folder, out string fault) is { } row)
            {
                yield return (line, row);
            }
            else
            {
                faults.Add(Fault($"line {line}: {fault}"));
            }
        }

        if (header is null)
        {
            throw new FormatException("the manifest is empty; its first line names the columns, of which 'path' is required");
        }
    }

    private static string[] HeaderOf(string[] fields)
    {
        string[] header = [.. fields.Select(f => f.Trim().ToLowerInvariant())];
        if (!header.Contains("path"))
        {
            throw new FormatException($"no column is called 'path'; the first line names {string.Join(", ", fields)}");
        }

        return header.Distinct().Count() == header.Length ? header : throw new FormatException("two columns have the same name");
    }

    private static CohortRow? ReadRow(Func<string, string> field, string folder, out string fault)
    {
        string path = field("path");
        string id = field("id");
        Laterality? laterality = field("laterality").Trim().ToUpperInvariant() switch
        {
            "OD" => Laterality.Right,
            "OS" => Laterality.Left,
            "" or "AUTO" => Laterality.Unknown,
            _ => null,
        };
        string scaleText = field("um_per_px");
        double scale = 0;
        bool hasScale = scaleText.Length > 0;
        fault = path.Length == 0 ? "the path is empty"
            : path.Contains('\0', StringComparison.Ordinal) ? "the path holds a null character"
            : laterality is null ? $"laterality is od, os or auto, not '{field("laterality")}'"
            : hasScale && !(double.TryParse(scaleText, NumberStyles.Float, CultureInfo.InvariantCulture, out scale) && double.IsFinite(scale) && scale > 0)
                ? $"um_per_px is a positive number such as 7.5, not '{scaleText}'"
            : "";
        return fault.Length > 0 ? null : new CohortRow(id.Length > 0 ? id : path, path, Path.Combine(folder, path), laterality!.Value, hasScale ? scale : null);
    }

    /// <summary>Ids that differ only in case count as the same, as some file systems see them so.</summary>
    private static List<CohortRow> Distinct(IEnumerable<(int Line, CohortRow Row)> rows, string place, ICollection<string> faults)
    {
        var first = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var distinct = new List<CohortRow>();
        foreach ((int line, CohortRow row) in rows)
        {
            if (first.TryAdd(row.Id, line))
            {
                distinct.Add(row);
            }
            else
            {
                faults.Add(Fault($"{place} {line}: the id '{row.Id}' is that of {place} {first[row.Id]}, or differs from it in case only"));
            }
        }

        return distinct;
    }

    /// <summary>A fault quotes the manifest; a quoted field may hold line ends, and goes to a terminal.</summary>
    private static string Fault(string text) => PrintableText.Of(text, LongestFault);
}
