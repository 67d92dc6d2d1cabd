using System.Text;
using System.Text.Json.Nodes;

namespace RetSam.Biomarkers.Tests.Findings;

/// <summary>Rules from a file are understood or refused with the field named.</summary>
public sealed class RuleReadingTests
{
    private const string Rules =
        """
        {
          "schemaVersion": "1.0",
          "rules": [
            {
              "id": "acme_rim", "name": "Acme rim", "source": "Acme protocol 7", "note": "Ours.",
              "grades": [
                { "grade": 0, "name": "Wide" },
                { "grade": 1, "name": "Narrow", "source": "Table 2", "when": { "measure": "acme.rim", "is": "<", "value": 0.2, "unit": "1" } },
                { "grade": 2, "name": "Gone", "when": { "atLeast": 1, "of": [{ "not": { "all": [{ "any": [{ "measure": "acme.rim", "is": ">", "value": 0, "unit": "1" }] }] } }] } }
              ]
            }
          ]
        }
        """;

    [Fact]
    public void An_applications_own_rules_are_read_and_applied()
    {
        FindingRules rules = Load(Rules);
        Assert.Equal(["acme.rim"], rules.Measures);
        Assert.Equal([0, 1, 2], new[] { 0.5, 0.1, 0 }.Select(v => rules.Evaluate(Measured.Values(("acme.rim", v)))[0].Grade!.Value));
        Finding finding = rules.Evaluate(Measured.Values(("acme.rim", 0.1)))[0];
        Assert.Equal(("acme_rim", "Acme rim", "Acme protocol 7", "Ours."), (finding.Id, finding.Name, finding.Source, finding.Note));
        Assert.Equal("Table 2", finding.Evidence[0].Source);
    }

    [Theory]
    [InlineData("schemaVersion", "\"2.0\"", "$.schemaVersion")]
    [InlineData("rules", "null", "$.rules")]
    [InlineData("rules[0].id", "\"Acme rim\"", "$.rules[0].id")]
    [InlineData("rules[0].name", "\" \"", "$.rules[0].name")]
    [InlineData("rules[0].note", "\"\"", "$.rules[0].note")]
    [InlineData("rules[0].surce", "\"x\"", "surce")]
    [InlineData("rules[0].grades", "[]", "$.rules[0].grades")]
    [InlineData("rules[0].grades[0]", "null", "$.rules[0].grades[0]")]
    [InlineData("rules[0].grades[1].grade", "0", "$.rules[0].grades[1].grade")]
    [InlineData("rules[0].grades[1].grade", "\"one\"", "$.rules[0].grades[1].grade")]
    [InlineData("rules[0].grades[1].when", "null", "$.rules[0].grades[1].when")]
    [InlineData("rules[0].grades[0].when", "{ \"measure\": \"a\", \"is\": \"<\", \"value\": 1, \"unit\": \"1\" }", "$.rules[0].grades[0].when")]
    [InlineData("rules[0].grades[1].when", "{}", "$.rules[0].grades[1].when")]
    [InlineData("rules[0].grades[1].when.measure", "\"Acme Rim\"", "$.rules[0].grades[1].when.measure")]
    [InlineData("rules[0].grades[1].when.measure", "null", "$.rules[0].grades[1].when.measure")]
    [InlineData("rules[0].grades[1].when.is", "\"!=\"", "$.rules[0].grades[1].when.is")]
    [InlineData("rules[0].grades[1].when.value", "null", "$.rules[0].grades[1].when.value")]
    [InlineData("rules[0].grades[1].when.value", "1e999", "$.rules[0].grades[1].when.value")]
    [InlineData("rules[0].grades[1].when.unit", "\"\"", "$.rules[0].grades[1].when.unit")]
    [InlineData("rules[0].grades[1].when.all", "[]", "$.rules[0].grades[1].when")]
    [InlineData("rules[0].grades[2].when.atLeast", "2", "$.rules[0].grades[2].when.atLeast")]
    [InlineData("rules[0].grades[2].when.of", "null", "$.rules[0].grades[2].when.of")]
    [InlineData("rules[0].grades[2].when.of[0].not.all", "[]", "$.rules[0].grades[2].when.of[0].not.all")]
    [InlineData("rules[0].grades[2].when.of[0].not.all[0].any[0].unit", "null", "$.rules[0].grades[2].when.of[0].not.all[0].any[0].unit")]
    public void A_field_gone_wrong_is_named(string path, string value, string named)
    {
        JsonNode rules = JsonNode.Parse(Rules)!;
        Set(rules, path, "@@");
        string json = rules.ToJsonString().Replace("\"@@\"", value, StringComparison.Ordinal);
        Assert.Contains(named, Assert.Throws<FormatException>(() => Load(json)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "schemaVersion": "1.0", "schemaVersion": "1.0", "rules": [] }""")]
    public void What_is_no_set_of_rules_is_refused(string json) => Assert.Throws<FormatException>(() => Load(json));

    [Fact]
    public void Two_rules_of_one_id_are_refused()
    {
        JsonNode rules = JsonNode.Parse(Rules)!;
        rules["rules"]!.AsArray().Add(rules["rules"]![0]!.DeepClone());
        Assert.Contains("$.rules[1].id", Assert.Throws<FormatException>(() => Load(rules.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_nested_without_end_are_refused_and_not_followed()
    {
        string deep = string.Concat(Enumerable.Repeat("{ \"not\": ", 5000)) + "{}" + new string('}', 5000);
        Assert.Throws<FormatException>(() => Load(Rules.Replace("""{ "measure": "acme.rim", "is": "<", "value": 0.2, "unit": "1" }""", deep, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_stream_stays_open()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Rules));
        FindingRules.Load(stream);
        Assert.True(stream.CanRead);
    }

    private static FindingRules Load(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return FindingRules.Load(stream);
    }

    /// <summary>Sets the value at a path of names and indices.</summary>
    private static void Set(JsonNode node, string path, string value)
    {
        string[] steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        foreach (string step in steps[..^1])
        {
            node = step[0] == '[' ? node[int.Parse(step[1..^1], System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        }

        if (steps[^1][0] == '[')
        {
            node[int.Parse(steps[^1][1..^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            node[steps[^1]] = value;
        }
    }
}
