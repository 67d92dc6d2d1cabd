using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using RetSam.Packages.Tests.Packages;
using RetSam.Sdk.Tests;

namespace RetSam.Packages.Tests.Licences;

/// <summary>What restoring the projects under src brought, without the tools of the build, which are not passed on.</summary>
internal static class RestoredPackages
{
    // Packages from before SPDX expressions name their licence by an address or carry its text. What stands there was read once.
    private static readonly Dictionary<string, string> KnownAddresses = new(StringComparer.Ordinal)
    {
        ["https://bitmiracle.github.io/libtiff.net/help/articles/license.html"] = "BSD-3-Clause",
        ["https://github.com/MiloszKrajewski/K4os.Compression.LZ4/blob/master/LICENSE?raw=true"] = "MIT",
    };

    private static readonly Dictionary<string, string> KnownTexts = new(StringComparer.Ordinal)
    {
        // ONNX Runtime: "MIT License / Copyright (c) Microsoft Corporation".
        ["2f07c72751aed99790b8a4869cf2311df85a860b22ded05fa22803587a48922c"] = "MIT",
    };

    /// <summary>Every package that any of our packages depends on, through however many others.</summary>
    public static IReadOnlyList<RestoredPackage> Read()
    {
        var found = new SortedDictionary<string, RestoredPackage>(StringComparer.Ordinal);
        foreach (string project in PackedPackages.Names)
        {
            using JsonDocument assets = Assets(project);
            foreach (RestoredPackage package in PassedOn(assets.RootElement))
            {
                found[package.Id] = package;
            }
        }

        return [.. found.Values];
    }

    /// <summary>What restoring a project under src wrote down; the test is skipped where it has not been restored.</summary>
    public static JsonDocument Assets(string project)
    {
        string file = Path.Combine(Repository.Root, "src", project, "obj", "project.assets.json");
        Assert.SkipUnless(File.Exists(file), $"{project} is not restored: run dotnet restore.");
        return JsonDocument.Parse(File.ReadAllText(file));
    }

    /// <summary>Follows the graph from what the project passes on to its users.</summary>
    private static IEnumerable<RestoredPackage> PassedOn(JsonElement assets)
    {
        JsonElement target = assets.GetProperty("targets").EnumerateObject().Single().Value;
        Dictionary<string, JsonProperty> nodes = target.EnumerateObject().ToDictionary(n => n.Name.Split('/')[0], StringComparer.OrdinalIgnoreCase);
        JsonElement framework = assets.GetProperty("project").GetProperty("frameworks").EnumerateObject().Single().Value;
        var open = new Stack<string>(nodes.Values.Where(n => TypeOf(n) == "project").Select(n => n.Name.Split('/')[0]));
        if (framework.TryGetProperty("dependencies", out JsonElement direct))
        {
            foreach (JsonProperty dependency in direct.EnumerateObject().Where(d => !d.Value.TryGetProperty("suppressParent", out JsonElement kept) || kept.GetString() != "All"))
            {
                open.Push(dependency.Name);
            }
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (open.TryPop(out string? id))
        {
            // What the framework itself brings is pruned from the graph: it is no package here.
            if (!seen.Add(id) || !nodes.TryGetValue(id, out JsonProperty node))
            {
                continue;
            }

            if (node.Value.TryGetProperty("dependencies", out JsonElement dependencies))
            {
                foreach (JsonProperty dependency in dependencies.EnumerateObject())
                {
                    open.Push(dependency.Name);
                }
            }

            if (TypeOf(node) == "package")
            {
                string[] name = node.Name.Split('/');
                yield return new RestoredPackage(name[0], name[1], LicenceOf(FolderOf(assets, node.Name)));
            }
        }
    }

    private static string? TypeOf(JsonProperty node) => node.Value.GetProperty("type").GetString();

    private static string FolderOf(JsonElement assets, string name)
    {
        string path = assets.GetProperty("libraries").GetProperty(name).GetProperty("path").GetString()!;
        return assets.GetProperty("packageFolders").EnumerateObject().Select(f => Path.Combine(f.Name, path)).First(Directory.Exists);
    }

    private static string LicenceOf(string folder)
    {
        XElement package = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single()).Root!;
        XNamespace ns = package.Name.Namespace;
        XElement metadata = package.Element(ns + "metadata")!;
        if (metadata.Element(ns + "license") is { } licence)
        {
            return licence.Attribute("type")!.Value == "expression"
                ? licence.Value
                : KnownTexts.GetValueOrDefault(HashOf(Path.Combine(folder, licence.Value)), $"a text that nobody read yet, {licence.Value}");
        }

        string? address = metadata.Element(ns + "licenseUrl")?.Value;
        return address is null ? "no licence" : KnownAddresses.GetValueOrDefault(address, $"an address that nobody read yet, {address}");
    }

    /// <summary>SHA-256 of a text, its lines ended by a line feed.</summary>
    private static string HashOf(string file)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n"))));
}
