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
        if (schema is JsonValue verdict)
        {
            return verdict.GetValue<bool>() ? [] : [$"{path}: may not be there"];
        }

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

        if (schema["allOf"] is JsonArray allOf)
        {
            return allOf.SelectMany(one => Find(root, one!, value, path));
        }

        if (schema["not"] is { } refused)
        {
            return Find(root, refused, value, path).Any() ? [] : [$"{path}: {value} is what it may not be"];
        }

        if (!HasType(schema, value))
        {
            return [$"{path}: is {value?.GetValueKind()}, not {schema["type"]}"];
        }

        IEnumerable<string> conditional = schema["if"] is { } condition && schema["then"] is { } then && !Find(root, condition, value, path).Any()
            ? Find(root, then, value, path)
            : [];
        return FindInValue(schema, value, path).Concat(FindInside(root, schema, value, path)).Concat(conditional);
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

        if (schema["const"] is { } only && !JsonNode.DeepEquals(only, value))
        {
            yield return $"{path}: {value} is not {only}";
        }

        if (value?.GetValueKind() == JsonValueKind.String && !IsWithin(schema, "minLength", "maxLength", value.GetValue<string>().Length))
        {
            yield return $"{path}: '{value}' is too short or too long";
        }

        if (value?.GetValueKind() == JsonValueKind.Number && !IsInRange(schema, value.GetValue<double>()))
        {
            yield return $"{path}: {value} is out of range";
        }
    }

    private static bool IsInRange(JsonNode schema, double value) => IsWithin(schema, "minimum", "maximum", value)
        && !(value <= schema["exclusiveMinimum"]?.GetValue<double>() || value >= schema["exclusiveMaximum"]?.GetValue<double>());

    private static bool IsWithin(JsonNode schema, string minimum, string maximum, double value)
        => !(value < schema[minimum]?.GetValue<double>() || value > schema[maximum]?.GetValue<double>());

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

        return value is JsonArray items ? FindInItems(root, schema, items, path) : [];
    }

    private static IEnumerable<string> FindInItems(JsonNode root, JsonNode schema, JsonArray items, string path)
    {
        if (!IsWithin(schema, "minItems", "maxItems", items.Count))
        {
            yield return $"{path}: {items.Count} elements are too few or too many";
        }

        if (schema["uniqueItems"]?.GetValue<bool>() == true && items.DistinctBy(item => item?.ToJsonString()).Count() < items.Count)
        {
            yield return $"{path}: an element stands twice";
        }

        if (schema["contains"] is { } contained
            && items.Count(item => !Find(root, contained, item, path).Any()) is var count
            && (count < 1 || count > schema["maxContains"]?.GetValue<int>()))
        {
            yield return $"{path}: {count} elements are what one must be";
        }

        foreach (string fault in items.SelectMany((item, i) => schema["items"] is { } each ? Find(root, each, item, $"{path}[{i}]") : []))
        {
            yield return fault;
        }
    }
}
