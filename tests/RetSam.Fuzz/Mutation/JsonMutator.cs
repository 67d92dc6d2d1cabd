using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetSam.Fuzz;

/// <summary>Damages a JSON document so that it stays one: fields that are missing, of another kind, too many, too deep.</summary>
internal sealed class JsonMutator : IStructuredMutator
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-0", "-1", "1.5", "1e308", "1e999", "-1e-400", "9223372036854775808", "123456789012345678901234567890", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\n\\u001b[31m\"",
        "[]", "{}", "[null]", "{\"a\":1}", "[[[[[[[[]]]]]]]]", "\"1.0\"", "\"Ok\"",
    ];

    private static readonly JsonSerializerOptions Writing = new() { MaxDepth = 512 };

    public byte[] Mutate(byte[] input, Random random)
    {
        try
        {
            JsonNode? root = JsonNode.Parse(input);
            if (root is null)
            {
                return input;
            }

            for (int left = 1 << random.Next(3); left > 0; left--)
            {
                MutateNode(root, random);
            }

            return Encoding.UTF8.GetBytes(root.ToJsonString(Writing));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return input;
        }
    }

    /// <summary>Goes down at random and changes what it finds.</summary>
    private static void MutateNode(JsonNode node, Random random)
    {
        while (true)
        {
            JsonNode[] children = [.. ChildrenOf(node).OfType<JsonNode>()];
            bool[] deeper = [.. children.Select(c => c is JsonObject or JsonArray)];
            if (!deeper.Contains(true) || random.Next(4) == 0)
            {
                break;
            }

            JsonNode[] containers = [.. children.Where((_, i) => deeper[i])];
            node = containers[random.Next(containers.Length)];
        }

        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                string name = map.ElementAt(random.Next(map.Count)).Key;
                switch (random.Next(6))
                {
                    case 0:
                        map.Remove(name);
                        break;
                    case 1:
                        map[name + "x"] = map[name]?.DeepClone();
                        break;
                    case 2:
                        map[map.ElementAt(random.Next(map.Count)).Key] = map[name]?.DeepClone();
                        break;
                    case 3:
                        map["\u001b\n"] = 1;
                        break;
                    default:
                        map[name] = Value(random);
                        break;
                }

                break;
            case JsonArray { Count: > 0 } list:
                int at = random.Next(list.Count);
                switch (random.Next(3))
                {
                    case 0:
                        list.RemoveAt(at);
                        break;
                    case 1:
                        list.Insert(at, list[at]?.DeepClone());
                        break;
                    default:
                        list[at] = Value(random);
                        break;
                }

                break;
        }
    }

    private static IEnumerable<JsonNode?> ChildrenOf(JsonNode node) => node switch
    {
        JsonObject map => map.Select(p => p.Value),
        JsonArray list => list,
        _ => [],
    };

    private static JsonNode? Value(Random random) => JsonNode.Parse(Values[random.Next(Values.Length)]);
}
