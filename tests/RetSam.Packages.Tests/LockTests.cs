using System.Text.Json;
using RetSam.Packages.Tests.Licences;
using RetSam.Packages.Tests.Packages;
using RetSam.Sdk.Tests;

namespace RetSam.Packages.Tests;

/// <summary>
/// An ordinary build takes no notice of eng/locks; the packages it was restored with are those all the same. That their content is what
/// the locks name is eng/check-locks.sh's to say.
/// </summary>
public sealed class LockTests
{
    // Follows the patch of the SDK, not the repository.
    private const string FollowsTheSdk = "Microsoft.NET.ILLink.Tasks/";

    public static TheoryData<string> Projects => [.. PackedPackages.Names];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_is_built_with_the_packages_that_are_locked(string project)
    {
        using JsonDocument restored = RestoredPackages.Assets(project);
        using JsonDocument locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "eng", "locks", $"{project}.json")));
        string[] built =
        [
            .. restored.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(l => l.Value.GetProperty("type").GetString() == "package" && !l.Name.StartsWith(FollowsTheSdk, StringComparison.Ordinal))
                .Select(l => l.Name).Order(StringComparer.Ordinal),
        ];
        string[] named =
        [
            .. locked.RootElement.GetProperty("dependencies").EnumerateObject().Single().Value.EnumerateObject()
                .Where(d => d.Value.GetProperty("type").GetString() != "Project")
                .Select(d => $"{d.Name}/{d.Value.GetProperty("resolved").GetString()}").Order(StringComparer.Ordinal),
        ];
        Assert.True(built.SequenceEqual(named), $"{project}: the build has {string.Join(", ", built.Except(named))}, eng/locks has {string.Join(", ", named.Except(built))}; run eng/update-locks.sh and read what changed.");
    }
}
