using System.Text.Json;
using System.Text.RegularExpressions;
using static RetSam.Biomarkers.FindingRulesDocument;

namespace RetSam.Biomarkers;

/// <summary>Understands rules, and refuses those that could not mean anything, naming the field at fault.</summary>
internal static partial class FindingRulesReader
{
    private const string SupportedVersion = "1";

    // Both may quote the text that is at fault.
    private const int LongestPath = 200;
    private const int LongestMessage = 500;

    private static readonly Dictionary<string, FindingComparison> Comparisons = new(StringComparer.Ordinal)
    {
        ["<"] = FindingComparison.Less,
        ["<="] = FindingComparison.LessOrEqual,
        [">"] = FindingComparison.Greater,
        [">="] = FindingComparison.GreaterOrEqual,
        ["=="] = FindingComparison.Equal,
    };

    public static IReadOnlyList<FindingRule> Read(Stream stream)
    {
        FindingRulesDocument document;
        try
        {
            document = JsonSerializer.Deserialize(stream, FindingRulesJsonContext.Default.FindingRulesDocument)
                ?? throw new FormatException("The text is JSON null; rules are a JSON object.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The text is no set of rules: at {PrintableText.Of(e.Path ?? "$", LongestPath)}, line {e.LineNumber + 1}: {PrintableText.Of(e.Message, LongestMessage)}", e);
        }

        if (document.SchemaVersion.Split('.')[0] != SupportedVersion)
        {
            throw At("$.schemaVersion", $"'{document.SchemaVersion}' was found; this version of RetSam.Biomarkers reads {SupportedVersion}.x.");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        return ReadEach(document.Rules, "$.rules", 0, (rule, path) => ids.Add(rule.Id) ? ReadRule(rule, path) : throw At($"{path}.id", $"two rules have the id '{rule.Id}'."));
    }

    private static FindingRule ReadRule(RuleDocument rule, string path)
    {
        string id = Matching(rule.Id, RuleId(), $"{path}.id");
        string name = Text(rule.Name, $"{path}.name");
        string source = Text(rule.Source, $"{path}.source");
        FindingGrade[] grades = ReadEach(rule.Grades, $"{path}.grades", 2, (grade, at) => ReadGrade(grade, at, source));
        for (int i = 0; i < grades.Length; i++)
        {
            if (i > 0 && grades[i].Grade <= grades[i - 1].Grade)
            {
                throw At($"{path}.grades[{i}].grade", $"{grades[i].Grade} follows {grades[i - 1].Grade}; grades rise from the least to the worst.");
            }

            if (i == 0 != grades[i].When is null)
            {
                throw At($"{path}.grades[{i}].when", i == 0 ? "the least grade is what remains and has no condition." : "the field is missing.");
            }
        }

        return new FindingRule(id, name, source, Optional(rule.Note, $"{path}.note"), grades);
    }

    private static FindingGrade ReadGrade(GradeDocument grade, string path, string ruleSource)
    {
        string source = Optional(grade.Source, $"{path}.source") ?? ruleSource;
        return new FindingGrade(grade.Grade, Text(grade.Name, $"{path}.name"), grade.When is null ? null : ReadCondition(grade.When, $"{path}.when", source));
    }

    private static Condition ReadCondition(ConditionDocument condition, string path, string source)
    {
        source = Optional(condition.Source, $"{path}.source") ?? source;
        bool isComparison = condition.Measure is not null || condition.Is is not null || condition.Value is not null || condition.Unit is not null;
        bool isCount = condition.AtLeast is not null || condition.Of is not null;
        bool[] kinds = [isComparison, isCount, condition.All is not null, condition.Any is not null, condition.Not is not null];
        if (kinds.Count(k => k) != 1)
        {
            throw At(path, "a condition is exactly one of: measure with is, value and unit; all; any; not; atLeast with of.");
        }

        if (isComparison)
        {
            return ReadComparison(condition, path, source);
        }

        if (isCount)
        {
            Condition[] of = ReadAll(Required(condition.Of, $"{path}.of"), $"{path}.of", source);
            int least = Required(condition.AtLeast, $"{path}.atLeast");
            return least >= 1 && least <= of.Length
                ? new CountCondition(least, of)
                : throw At($"{path}.atLeast", $"a number from 1 to {of.Length}, the number of conditions, was expected, {least} found.");
        }

        if (condition.All is not null)
        {
            Condition[] all = ReadAll(condition.All, $"{path}.all", source);
            return new CountCondition(all.Length, all);
        }

        return condition.Any is not null
            ? new CountCondition(1, ReadAll(condition.Any, $"{path}.any", source))
            : new NotCondition(ReadCondition(condition.Not!, $"{path}.not", source));
    }

    private static MeasureCondition ReadComparison(ConditionDocument condition, string path, string source)
    {
        string symbol = Required(condition.Is, $"{path}.is");
        if (!Comparisons.TryGetValue(symbol, out FindingComparison comparison))
        {
            throw At($"{path}.is", $"'{symbol}' is not known; expected one of {string.Join(", ", Comparisons.Keys)}.");
        }

        return new MeasureCondition(
            Matching(Required(condition.Measure, $"{path}.measure"), MeasureId(), $"{path}.measure"),
            comparison,
            Required(condition.Value, $"{path}.value") is var value && double.IsFinite(value) ? value : throw At($"{path}.value", "the number is not finite."),
            Text(Required(condition.Unit, $"{path}.unit"), $"{path}.unit"),
            source);
    }

    private static Condition[] ReadAll(IReadOnlyList<ConditionDocument> conditions, string path, string source)
        => ReadEach(conditions, path, 1, (condition, at) => ReadCondition(condition, at, source));

    private static T[] ReadEach<TDocument, T>(IReadOnlyList<TDocument> documents, string path, int least, Func<TDocument, string, T> read)
        => documents.Count < least
            ? throw At(path, $"at least {least} element(s) were expected, {documents.Count} found.")
            : [.. documents.Select((d, i) => d is null ? throw At($"{path}[{i}]", "null was found.") : read(d, $"{path}[{i}]"))];

    private static T Required<T>(T? value, string path)
        where T : class => value ?? throw At(path, "the field is missing.");

    private static T Required<T>(T? value, string path)
        where T : struct => value ?? throw At(path, "the field is missing.");

    private static string? Optional(string? text, string path) => text is null ? null : Text(text, path);

    private static string Text(string text, string path) => string.IsNullOrWhiteSpace(text) ? throw At(path, "the text is empty.") : text;

    private static string Matching(string text, Regex pattern, string path)
        => pattern.IsMatch(text) ? text : throw At(path, $"'{text}' does not match {pattern}.");

    private static FormatException At(string path, string message)
        => new($"The rules cannot be used: {PrintableText.Of(path, LongestPath)}: {PrintableText.Of(message, LongestMessage)}");

    [GeneratedRegex("^[a-z0-9_]+$")]
    private static partial Regex RuleId();

    [GeneratedRegex("^[a-z0-9_]+(\\.[a-z0-9_]+)*$")]
    private static partial Regex MeasureId();
}
