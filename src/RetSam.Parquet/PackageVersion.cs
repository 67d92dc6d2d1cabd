using System.Reflection;

namespace RetSam.Parquet;

/// <summary>The version of this package, without the commit.</summary>
internal static class PackageVersion
{
    public static string Current { get; } =
        typeof(PackageVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
