using System.Text.Json.Nodes;

namespace RetSam.Sdk.Tests.Reports;

/// <summary>
/// Whatever is missing or null in a JSON that is read - every value of it in turn, elements of lists as well - is refused with a
/// <see cref="FormatException"/>, or reads as something that is written and read again as itself. Nothing null is let through to where none can be.
/// </summary>
public sealed class HollowJsonTests
{
    [Fact]
    public void A_report() => Hollow(
        WithStages(PhantomReport.Create()),
        json => RetinaReport.Parse(json).ToJson(),
        "$.segmentation.stages[0]", "$.segmentation.stages[0].name", "$.measurements[0]", "$.findings[0]", "$.segmentation.classes[0]", "$.findings[0].evidence[0]");

    [Fact]
    public void A_comparison() => Hollow(
        RetinaComparison.Between(PhantomReport.Create(1), PhantomReport.Create(2)).ToJson(),
        json => RetinaComparison.Parse(json).ToJson(),
        "$.changes", "$.changes[0]", "$.first", "$.first.scale", "$.first.laterality.eye", "$.changes[0].repeatability.source");

    [Fact]
    public void A_table_of_repeatability() => Hollow(
        RepeatabilityTable.Measuring.ToJson(),
        json => RepeatabilityTable.Parse(json).ToJson(),
        "$.entries", "$.entries[0]", "$.entries[0].id", "$.entries[0].sd");

    [Fact]
    public void A_null_in_the_list_of_changes_is_named()
    {
        JsonNode comparison = JsonNode.Parse(RetinaComparison.Between(PhantomReport.Create(1), PhantomReport.Create(2)).ToJson())!;
        comparison["changes"]![2] = null;
        Assert.Equal("$.changes[2] is null.", Assert.Throws<FormatException>(() => RetinaComparison.Parse(comparison.ToJsonString())).Message);
    }

    [Fact]
    public void A_change_without_its_number_is_named()
    {
        JsonNode comparison = JsonNode.Parse(RetinaComparison.Between(PhantomReport.Create(1), PhantomReport.Create(2)).ToJson())!;
        JsonNode change = comparison["changes"]!.AsArray().First(c => c!["status"]!.GetValue<string>() == "Compared")!;
        change["change"] = null;
        Assert.Equal(
            $"The measure '{change["id"]}' has status Compared and no change; a change goes with Compared.",
            Assert.Throws<FormatException>(() => RetinaComparison.Parse(comparison.ToJsonString())).Message);
    }

    /// <summary>With the stages of an application, as a phantom's report has none.</summary>
    private static string WithStages(RetinaReport report)
    {
        JsonNode root = JsonNode.Parse(report.ToJson())!;
        root["segmentation"]!["stages"] = JsonNode.Parse("""[{"name":"quality gate","note":"not segmented"},{"name":"archive","note":null}]""");
        return root.ToJsonString();
    }

    /// <param name="json">A valid text.</param>
    /// <param name="reread">Reads it and writes it again.</param>
    /// <param name="never">What must be refused when it is null: the walk has to come there.</param>
    private static void Hollow(string json, Func<string, string> reread, params string[] never)
    {
        JsonNode root = Shortened(JsonNode.Parse(json)!);
        Assert.Equal(reread(root.ToJsonString()), reread(reread(root.ToJsonString())));
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonNode node in Below(root).ToArray())
        {
            string path = node.GetPath();
            if (Refuses(Without(root, path, remove: false), reread))
            {
                refused.Add(path);
            }

            Refuses(Without(root, path, remove: true), reread);
        }

        Assert.Superset(never.ToHashSet(), refused);
    }

    private static bool Refuses(string json, Func<string, string> reread)
    {
        string written;
        try
        {
            written = reread(json);
        }
        catch (FormatException refusal)
        {
            Assert.DoesNotContain(refusal.Message, char.IsControl);
            return true;
        }

        Assert.Equal(written, reread(written));
        return false;
    }

    /// <summary>The document with the value at a path taken out, or null in its place.</summary>
    private static string Without(JsonNode root, string path, bool remove)
    {
        JsonNode copy = root.DeepClone();
        JsonNode node = Below(copy).Single(n => n.GetPath() == path);
        switch (node.Parent)
        {
            case JsonArray list when remove: list.Remove(node); break;
            case JsonArray list: list[node.GetElementIndex()] = null; break;
            case JsonObject container when remove: container.Remove(node.GetPropertyName()); break;
            case JsonObject container: container[node.GetPropertyName()] = null; break;
        }

        return copy.ToJsonString();
    }

    private static IEnumerable<JsonNode> Below(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonArray list => list,
            JsonObject container => container.Select(p => p.Value),
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Below(child).Prepend(child));
    }

    /// <summary>Lists of objects cut to two: what holds for these holds for the others, and the walk is quadratic.</summary>
    private static JsonNode Shortened(JsonNode root)
    {
        foreach (JsonArray list in Below(root).OfType<JsonArray>().Where(l => l is [JsonObject, ..]).ToArray())
        {
            while (list.Count > 2)
            {
                list.RemoveAt(2);
            }
        }

        return root;
    }
}
