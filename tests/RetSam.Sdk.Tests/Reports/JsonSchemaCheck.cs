using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetSam.Sdk.Tests.Reports;

/// <summary>Holds JSON to the words of JSON Schema that the published schemas use.</summary>
internal static class JsonSchemaCheck
{
    public static IEnumerable<string> Find(JsonNode schema, JsonNode? value) => Find(schema, schema, value, "$");

    private static IEnumerable<string> Find(JsonNode root, JsonNode schema, JsonNode? value, string path)
    {
        if (schema["$ref"] is { } reference)
        {
            JsonNode target = reference.GetValue<string>().Split('/').Skip(1).Aggregate(root, (node, name) => node[name]!);
            return Find(root, target, value, path);
        }

        if (schema["anyOf"] is JsonArray anyOf)
        {
            return anyOf.Any(one => !Find(root, one!, value, path).Any()) ? [] : [$"{path}: none of anyOf"];
        }

        if (schema["oneOf"] is JsonArray oneOf)
        {
            return oneOf.Count(one => !Find(root, one!, value, path).Any()) == 1 ? [] : [$"{path}: not exactly one of oneOf"];
        }

        if (!HasType(schema, value))
        {
            return [$"{path}: is {value?.GetValueKind()}, not {schema["type"]}"];
        }

        return FindInValue(schema, value, path).Concat(FindInside(root, schema, value, path));
    }

    private static bool HasType(JsonNode schema, JsonNode? value)
    {
        string[] types = schema["type"] switch
        {
            null => [],
            JsonArray several => [.. several.Select(t => t!.GetValue<string>())],
            JsonNode one => [one.GetValue<string>()],
        };
        return types.Length == 0 || types.Contains(TypeOf(value)) || (TypeOf(value) == "integer" && types.Contains("number"));
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => double.IsInteger(value.GetValue<double>()) ? "integer" : "number",
    };

    private static IEnumerable<string> FindInValue(JsonNode schema, JsonNode? value, string path)
    {
        if (schema["enum"] is JsonArray names && !names.Any(n => JsonNode.DeepEquals(n, value)))
        {
            yield return $"{path}: {value} is none of {names.ToJsonString()}";
        }

        if (value?.GetValueKind() == JsonValueKind.String && schema["pattern"] is { } pattern && !Regex.IsMatch(value.GetValue<string>(), pattern.GetValue<string>()))
        {
            yield return $"{path}: '{value}' does not match {pattern}";
        }

        if (value?.GetValueKind() == JsonValueKind.Number
            && (value.GetValue<double>() < schema["minimum"]?.GetValue<double>() || value.GetValue<double>() > schema["maximum"]?.GetValue<double>()))
        {
            yield return $"{path}: {value} is out of range";
        }
    }

    private static IEnumerable<string> FindInside(JsonNode root, JsonNode schema, JsonNode? value, string path)
    {
        if (value is JsonObject fields)
        {
            IEnumerable<string> missing = (schema["required"]?.AsArray() ?? []).Select(n => n!.GetValue<string>()).Where(n => !fields.ContainsKey(n));
            IEnumerable<string> wrong = fields.Where(f => schema["properties"]?[f.Key] is not null)
                .SelectMany(f => Find(root, schema["properties"]![f.Key]!, f.Value, $"{path}.{f.Key}"));
            IEnumerable<string> unknown = schema["additionalProperties"]?.GetValue<bool>() == false
                ? fields.Select(f => f.Key).Where(n => schema["properties"]?[n] is null)
                : [];
            return missing.Select(n => $"{path}.{n}: is missing").Concat(unknown.Select(n => $"{path}.{n}: is unknown")).Concat(wrong);
        }

        return value is JsonArray items && schema["items"] is { } each ? items.SelectMany((item, i) => Find(root, each, item, $"{path}[{i}]")) : [];
    }
}
