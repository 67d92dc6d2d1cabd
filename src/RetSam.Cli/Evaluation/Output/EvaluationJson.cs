using System.Text.Json;

namespace RetSam.Cli.Evaluation;

/// <summary>An evaluation for machines: every image's scores, their summaries and the agreement of measures.</summary>
internal static class EvaluationJson
{
    public static void Write(Utf8JsonWriter json, EvaluationResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("model", result.Model);
        json.WriteStartArray("sets");
        foreach (SetResult set in result.Sets)
        {
            WriteSet(json, set);
        }

        json.WriteEndArray();
        WriteReasons(json, "skipped", "set", result.Skipped);
        WriteReasons(json, "failed", "file", result.Failures);
        json.WriteEndObject();
    }

    private static void WriteSet(Utf8JsonWriter json, SetResult set)
    {
        json.WriteStartObject();
        json.WriteString("dataset", set.Dataset);
        json.WriteString("split", set.Split);
        json.WriteStartArray("metrics");
        foreach (MetricSummary m in set.Summaries)
        {
            json.WriteStartObject();
            json.WriteString("id", m.Id);
            json.WriteNumber("images", m.Images);
            json.WriteNumber("missing", m.Missing);
            json.WriteNumber("mean", m.Mean);
            WriteNumber(json, "low95", m.Low);
            WriteNumber(json, "high95", m.High);
            json.WriteNumber("median", m.Median);
            json.WriteNumber("min", m.Minimum);
            json.WriteNumber("max", m.Maximum);
            WriteNumber(json, "pooled", set.Pooled.TryGetValue(m.Id, out double pooled) ? pooled : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("agreement");
        foreach (Agreement a in set.Agreements)
        {
            json.WriteStartObject();
            json.WriteString("id", a.Id);
            json.WriteString("unit", a.Unit);
            json.WriteNumber("images", a.Images);
            json.WriteNumber("missing", a.Missing);
            json.WriteNumber("expertMean", a.ExpertMean);
            WriteNumber(json, "pearson", a.Pearson);
            json.WriteNumber("meanDifference", a.MeanDifference);
            json.WriteNumber("lowerLimit", a.LowerLimit);
            json.WriteNumber("upperLimit", a.UpperLimit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("images");
        foreach (ImageScores image in set.Images)
        {
            WriteImage(json, image);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, ImageScores image)
    {
        json.WriteStartObject();
        json.WriteString("id", image.Id);
        json.WriteString("discRadius", image.DiscRadius switch { DiscRadiusOrigin.Expert => "expert", DiscRadiusOrigin.Predicted => "predicted", _ => null });
        json.WriteStartObject("scores");
        foreach ((string id, double? value) in image.Values)
        {
            WriteNumber(json, id, value);
        }

        json.WriteEndObject();
        json.WriteStartArray("measures");
        foreach (MeasurePair pair in image.Measures)
        {
            json.WriteStartObject();
            json.WriteString("id", pair.Id);
            json.WriteString("unit", pair.Unit);
            WriteNumber(json, "predicted", pair.Predicted);
            WriteNumber(json, "expert", pair.Expert);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteReasons(Utf8JsonWriter json, string name, string what, IReadOnlyList<(string Name, string Reason)> reasons)
    {
        json.WriteStartArray(name);
        foreach ((string item, string reason) in reasons)
        {
            json.WriteStartObject();
            json.WriteString(what, item);
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
