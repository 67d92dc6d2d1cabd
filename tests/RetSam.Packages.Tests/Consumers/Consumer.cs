using System.Diagnostics;
using System.Xml.Linq;
using RetSam.Packages.Tests.Packages;
using RetSam.Sdk.Tests;

namespace RetSam.Packages.Tests.Consumers;

/// <summary>
/// A project of somebody else: in a folder of its own, outside the repository and its settings, that knows nothing but the packages. Other
/// packages come from where this machine gets them.
/// </summary>
internal sealed class Consumer : IDisposable
{
    private const string Name = "FirstReport";

    // Found by `dotnet --info`'s own rule: the test's process runs on the same SDK.
    private static readonly string DotNet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-consumer-").FullName;

    /// <summary>Makes the project, with the sample photograph beside it as <c>retina.jpg</c>.</summary>
    /// <param name="program">What stands in Program.cs.</param>
    /// <param name="properties">Properties of the project beyond those of <c>dotnet new console</c>.</param>
    public Consumer(string program, params (string Name, string Value)[] properties)
    {
        File.Copy(Path.Combine(Repository.Root, "samples", "images", "retina.jpg"), Path.Combine(_folder, "retina.jpg"));
        File.WriteAllText(Path.Combine(_folder, "Program.cs"), program);
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), NuGetConfig());
        File.WriteAllText(Path.Combine(_folder, $"{Name}.csproj"), Project(properties));
    }

    /// <summary>Builds and runs it, as <c>dotnet run</c> does; gives what it prints.</summary>
    public Task<string> RunAsync() => ExecuteAsync(DotNet, "run", "-c", "Release");

    /// <summary>Publishes it for this machine; gives what the build prints.</summary>
    public Task<string> PublishAsync() => ExecuteAsync(DotNet, "publish", "-c", "Release", "--use-current-runtime", "-o", "published");

    /// <summary>Runs what was published; gives what it prints.</summary>
    public Task<string> RunPublishedAsync(params string[] arguments) => ExecuteAsync(Path.Combine(_folder, "published", Name), arguments);

    public string PathOf(string file) => Path.Combine(_folder, file);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Project((string Name, string Value)[] properties)
    {
        using PackedPackage sdk = PackedPackages.Open("RetSam.Sdk");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                <NuGetAudit>false</NuGetAudit>
                {string.Concat(properties.Select(p => $"<{p.Name}>{p.Value}</{p.Name}>"))}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="RetSam.Sdk" Version="{sdk.Version}" />
                <PackageReference Include="RetSam.Models.Lite" Version="{sdk.Version}" />
                <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="{PinnedVersion("Microsoft.ML.OnnxRuntime")}" />
              </ItemGroup>
            </Project>
            """;
    }

    /// <summary>
    /// The folder of packages as one more source, for our names only. Packages are unpacked into a folder of this consumer's own, so that an
    /// older build of the same version is never used; what others made is read where it was unpacked before.
    /// </summary>
    private string NuGetConfig()
    {
        string unpacked = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_folder, "packages")}" /></config>
              <fallbackPackageFolders>{(Directory.Exists(unpacked) ? $"""<add key="before" value="{unpacked}" />""" : "")}</fallbackPackageFolders>
              <packageSources><add key="packed" value="{PackedPackages.Folder}" /></packageSources>
            </configuration>
            """;
    }

    private static string PinnedVersion(string package)
        => XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion").Single(v => v.Attribute("Include")!.Value == package).Attribute("Version")!.Value;

    private async Task<string> ExecuteAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // The test's own run sets these for itself.
        foreach (string name in new[] { "MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "NUGET_PACKAGES" })
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        CancellationToken token = TestContext.Current.CancellationToken;
        Task<string> errors = process.StandardError.ReadToEndAsync(token);
        string output = await process.StandardOutput.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        Assert.True(process.ExitCode == 0, $"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{output}\n{await errors}");
        return output;
    }
}
