using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetSam.Biomarkers;

/// <summary>Rules as they are written in JSON, before they are understood.</summary>
internal sealed record FindingRulesDocument
{
    public required string SchemaVersion { get; init; }

    public required IReadOnlyList<RuleDocument> Rules { get; init; }

    internal sealed record RuleDocument
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Source { get; init; }

        public string? Note { get; init; }

        public required IReadOnlyList<GradeDocument> Grades { get; init; }
    }

    internal sealed record GradeDocument
    {
        public required int Grade { get; init; }

        public required string Name { get; init; }

        public string? Source { get; init; }

        public ConditionDocument? When { get; init; }
    }

    /// <summary>Exactly one of: a comparison (measure, is, value, unit), all, any, not, or atLeast with of.</summary>
    internal sealed record ConditionDocument
    {
        public string? Measure { get; init; }

        public string? Is { get; init; }

        public double? Value { get; init; }

        public string? Unit { get; init; }

        public string? Source { get; init; }

        public IReadOnlyList<ConditionDocument>? All { get; init; }

        public IReadOnlyList<ConditionDocument>? Any { get; init; }

        public ConditionDocument? Not { get; init; }

        public int? AtLeast { get; init; }

        public IReadOnlyList<ConditionDocument>? Of { get; init; }
    }
}

/// <summary>Strict, so that a misspelt field is an error and not a rule that silently says something else.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FindingRulesDocument))]
internal sealed partial class FindingRulesJsonContext : JsonSerializerContext;
