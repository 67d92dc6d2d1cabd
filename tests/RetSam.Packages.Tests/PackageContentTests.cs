using System.Buffers.Binary;
using System.Text;
using System.Xml.Linq;
using RetSam.Packages.Tests.Packages;

namespace RetSam.Packages.Tests;

/// <summary>Every package says what it is, under which licence, and carries what a debugger and a reader need.</summary>
public sealed class PackageContentTests
{
    public static TheoryData<string> Packages => [.. PackedPackages.Names];

    public static TheoryData<string> Libraries => [.. PackedPackages.Names.Where(n => n != "RetSam.Cli")];

    [Theory]
    [MemberData(nameof(Packages))]
    public void It_has_a_page_an_icon_a_licence_and_the_notices_of_others(string name)
    {
        PackedPackages.SkipUnlessPacked();
        using PackedPackage package = PackedPackages.Open(name);
        Assert.StartsWith($"# {name}", Encoding.UTF8.GetString(package.Read(package["readme"]!)), StringComparison.Ordinal);
        Assert.NotEmpty(package.Read("THIRD-PARTY-NOTICES.md"));
        Assert.False(string.IsNullOrWhiteSpace(package["description"]));
        Assert.False(string.IsNullOrWhiteSpace(package["tags"]));

        byte[] icon = package.Read(package["icon"]!);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], icon[..4]);
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))));

        XElement licence = package.Element("license")!;
        if (name == "RetSam.Models.Lite")
        {
            Assert.Equal("file", licence.Attribute("type")!.Value);
            Assert.Contains("research, teaching and evaluation", Encoding.UTF8.GetString(package.Read(licence.Value)), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(("expression", "MIT"), (licence.Attribute("type")!.Value, licence.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Its_symbols_carry_every_source(string name)
    {
        PackedPackages.SkipUnlessPacked();
        using PackedPackage package = PackedPackages.Open(name);
        string own = name == "RetSam.Cli" ? "/retsam.pdb" : $"/{name}.pdb";
        (string _, byte[] content) = package.ReadSymbols().Single(s => s.Name.EndsWith(own, StringComparison.Ordinal));
        Assert.Empty(Symbols.SourcesNotEmbedded(content));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_has_its_documentation_beside_it_and_nothing_else_to_load(string name)
    {
        PackedPackages.SkipUnlessPacked();
        using PackedPackage package = PackedPackages.Open(name);
        Assert.Equal([$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"], package.Files.Where(f => f.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(package.Files, f => f.StartsWith("runtimes/", StringComparison.Ordinal));
    }

    [Fact]
    public void The_application_picks_the_native_runtime_and_no_tool_of_the_build_is_passed_on()
    {
        PackedPackages.SkipUnlessPacked();
        foreach (string name in PackedPackages.Names)
        {
            using PackedPackage package = PackedPackages.Open(name);
            Assert.DoesNotContain("Microsoft.ML.OnnxRuntime", package.Dependencies);
            Assert.DoesNotContain("MinVer", package.Dependencies);
            Assert.DoesNotContain(package.Dependencies, d => d.EndsWith("Analyzers", StringComparison.Ordinal));
        }

        using PackedPackage inference = PackedPackages.Open("RetSam.Inference");
        Assert.Contains("Microsoft.ML.OnnxRuntime.Managed", inference.Dependencies);
    }

    [Fact]
    public void All_have_one_version()
    {
        PackedPackages.SkipUnlessPacked();
        Assert.Single(PackedPackages.Names.Select(name =>
        {
            using PackedPackage package = PackedPackages.Open(name);
            return package.Version;
        }).Distinct());
    }
}
