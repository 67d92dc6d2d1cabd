using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RetSam;

/// <summary>Reads JSON that says which version of its schema it follows: reports, comparisons, tables.</summary>
internal static class VersionedJson
{
    private const int LongestPath = 200;
    private const int LongestMessage = 1000;

    /// <summary>Reads an object.</summary>
    /// <param name="json">The text.</param>
    /// <param name="type">How it is read.</param>
    /// <param name="what">What it should be, with its article, for messages.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static T Read<T>(string json, JsonTypeInfo<T> type, string what)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw Refused($"The text is JSON null; {what} is a JSON object.");
        }
        catch (JsonException e)
        {
            throw Refused($"The text is not {what} of RetSam: at {PrintableText.Of(e.Path ?? "$", LongestPath)}, line {e.LineNumber + 1}: {e.Message}", e);
        }
    }

    /// <summary>Refuses another major version than the current one.</summary>
    /// <exception cref="FormatException">It is another.</exception>
    public static void RequireVersion(string found, string current, string what)
    {
        string supported = current.Split('.')[0];
        if (!string.Equals(found.Split('.')[0], supported, StringComparison.Ordinal))
        {
            throw Refused($"The {what} has schemaVersion '{found}'; this version of RetSam.Sdk reads {supported}.x.");
        }
    }

    /// <summary>Refuses a list with a null in it: the serializer holds properties to their annotations, but not the elements of lists.</summary>
    /// <exception cref="FormatException">There is one; the message says where.</exception>
    public static void RefuseNulls<T>(IReadOnlyList<T> list, string path)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] is null)
            {
                throw Refused($"{path}[{i}] is null.");
            }
        }
    }

    /// <summary>What to throw: messages quote the text that is at fault, no more of it than fits one line.</summary>
    public static FormatException Refused(string message, Exception? cause = null) => new(PrintableText.Of(message, LongestMessage), cause);
}
