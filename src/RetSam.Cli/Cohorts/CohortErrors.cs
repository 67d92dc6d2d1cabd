using System.Text.Json;

namespace RetSam.Cli;

/// <summary>Images that failed, one small file each: <c>id</c>, <c>file</c>, <c>reason</c>.</summary>
internal static class CohortErrors
{
    public static void Save(string file, CohortRow row, string reason)
    {
        using var text = new StringWriter();
        JsonOutput.Write(text, json =>
        {
            json.WriteStartObject();
            json.WriteString("id", row.Id);
            json.WriteString("file", row.File);
            json.WriteString("reason", reason);
            json.WriteEndObject();
        });
        OutputFile.WriteDurably(file, text.ToString());
    }

    /// <summary>Names those that failed on the error stream.</summary>
    /// <returns>How many.</returns>
    public static int List(CliConsole console, CohortFolder folder, IEnumerable<string> ids)
    {
        int failed = 0;
        foreach (string id in ids.Where(folder.HasFailed))
        {
            console.Fail(id, ReasonIn(folder.Error(id)));
            failed++;
        }

        return failed;
    }

    private static string ReasonIn(string file)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(file));
            return json.RootElement.GetProperty("reason").GetString() ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"failed, and {file} cannot be read; run again with --retry-failed";
        }
    }
}
