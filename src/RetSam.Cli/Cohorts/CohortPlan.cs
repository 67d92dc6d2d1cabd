using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary>
/// What a run is of, its fingerprint: the tool's version, the model, the options, the number of shards and the rows. Shards of one
/// cohort write the same bytes, and reports are reused only under the same plan.
/// </summary>
internal sealed class CohortPlan
{
    private CohortPlan(IReadOnlyDictionary<string, string> fingerprint, int shards, IReadOnlyList<string> ids)
        => (Fingerprint, Shards, Ids) = (fingerprint, shards, ids);

    /// <summary>What must be equal for reports to be reused, by name.</summary>
    public IReadOnlyDictionary<string, string> Fingerprint { get; }

    public int Shards { get; }

    /// <summary>The ids in the order of the manifest.</summary>
    public IReadOnlyList<string> Ids { get; }

    public static CohortPlan Of(IReadOnlyList<CohortRow> rows, string modelSha256, CohortSettings settings)
    {
        Assembly tool = typeof(CohortPlan).Assembly;
        int shards = settings.Shard.Count;
        OnnxSegmenterOptions run = settings.Run;
        return new CohortPlan(
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["classes"] = run.Classes is { } classes ? string.Join(',', classes.Select(c => c.Slug).Order(StringComparer.Ordinal)) : "all",
                ["flips"] = run.Flips.ToString(),
                ["intervals"] = settings.Intervals ? "yes" : "no",
                ["manifest"] = HashOf(rows),
                ["model"] = modelSha256,
                ["preset"] = settings.Preset,
                ["shards"] = shards.ToString(CultureInfo.InvariantCulture),
                ["tiles"] = run.Tiling?.Magnification.ToString("R", CultureInfo.InvariantCulture) ?? "none",
                ["version"] = tool.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0",
            },
            shards,
            [.. rows.Select(r => r.Id)]);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="CliException">There is none, or it is damaged.</exception>
    public static CohortPlan Read(string file)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(file));
            var fingerprint = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (JsonProperty entry in json.RootElement.GetProperty("fingerprint").EnumerateObject())
            {
                fingerprint[entry.Name] = TextOf(entry.Value);
            }

            int shards = int.Parse(fingerprint["shards"], NumberStyles.None, CultureInfo.InvariantCulture);
            return shards is >= 1 and <= CohortShard.MaxCount
                ? new CohortPlan(fingerprint, shards, [.. json.RootElement.GetProperty("ids").EnumerateArray().Select(TextOf)])
                : throw new FormatException("not a number of shards");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw CliException.File(file, "this is no plan of a cohort, or it is damaged; retsam batch --restart removes what is there and begins anew");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.File(file, "no such file: retsam batch has not been run here");
        }
    }

    public void Save(string file)
    {
        using var text = new StringWriter();
        JsonOutput.Write(text, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("fingerprint");
            foreach ((string name, string value) in Fingerprint)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            JsonOutput.WriteList(json, "ids", Ids);
            json.WriteEndObject();
        });
        OutputFile.WriteDurably(file, text.ToString());
    }

    /// <summary>What differs from another plan, as <c>model: x, now y</c>.</summary>
    public IReadOnlyList<string> DifferencesTo(CohortPlan now)
        => [.. now.Fingerprint.Where(f => Fingerprint.GetValueOrDefault(f.Key) != f.Value)
            .Select(f => $"{f.Key}: {Fingerprint.GetValueOrDefault(f.Key) ?? "none"}, now {f.Value}")];

    private static string TextOf(JsonElement value) => value.GetString() ?? throw new FormatException("null where a text is expected");

    private static string HashOf(IEnumerable<CohortRow> rows)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (CohortRow row in rows)
        {
            // Null characters separate what cannot hold them, so that no two lists give the same bytes.
            string scale = row.MicrometresPerPixel?.ToString("R", CultureInfo.InvariantCulture) ?? "";
            hash.AppendData(Encoding.UTF8.GetBytes($"{row.Id.Length}\0{row.Id}\0{row.File}\0{row.Laterality}\0{scale}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
