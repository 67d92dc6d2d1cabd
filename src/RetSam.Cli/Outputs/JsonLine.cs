using System.Text.Encodings.Web;
using System.Text.Json;

namespace RetSam.Cli;

/// <summary>One line of JSON for each image: <c>file</c>, <c>status</c> (<c>ok</c> or <c>failed</c>), <c>reason</c>, <c>report</c>.</summary>
internal static class JsonLine
{
    public static void WriteReport(TextWriter writer, string file, RetinaReport report)
        => writer.Write($$"""{"file":{{Quote(file)}},"status":"ok","reason":null,"report":{{report.ToJsonLine()}}}""" + "\n");

    public static void WriteFailure(TextWriter writer, string file, string reason)
        => writer.Write($$"""{"file":{{Quote(file)}},"status":"failed","reason":{{Quote(reason)}},"report":null}""" + "\n");

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
