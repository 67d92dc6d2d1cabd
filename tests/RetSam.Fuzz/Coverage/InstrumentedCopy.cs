using SharpFuzz;

namespace RetSam.Fuzz;

/// <summary>
/// A copy of this program whose assemblies count the branches they take. Native code (Skia, and in it the codecs of JPEG, PNG, WebP, BMP
/// and GIF) is not counted: there the search is guided only by what the code around it does.
/// </summary>
internal static class InstrumentedCopy
{
    private static readonly string[] Whole = ["RetSam.Core.dll", "RetSam.Imaging.Skia.dll", "RetSam.Inference.dll", "RetSam.Sdk.dll", "BitMiracle.LibTiff.NET.dll"];

    /// <summary>Of these only what is fuzzed: measures and commands would drown it.</summary>
    private static readonly (string File, string[] Types)[] Partly =
    [
        ("RetSam.Biomarkers.dll", ["RetSam.Biomarkers.Finding", "RetSam.Biomarkers.Condition", "RetSam.Biomarkers.CountCondition", "RetSam.Biomarkers.NotCondition", "RetSam.Biomarkers.MeasureCondition"]),
        ("retsam.dll", ["RetSam.Cli.Cohort", "RetSam.Cli.CsvRecords"]),
    ];

    /// <summary>Makes the copy, or leaves one that is there.</summary>
    /// <returns>The copy of this program.</returns>
    public static string Make(string folder)
    {
        string program = Path.Combine(folder, Path.GetFileName(typeof(InstrumentedCopy).Assembly.Location));
        if (File.Exists(program))
        {
            return program;
        }

        string unfinished = folder + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        CopyFolder(AppContext.BaseDirectory, unfinished);
        foreach (string file in Whole)
        {
            Instrument(Path.Combine(unfinished, file), _ => true);
        }

        foreach ((string file, string[] types) in Partly)
        {
            Instrument(Path.Combine(unfinished, file), name => types.Any(t => name.StartsWith(t, StringComparison.Ordinal)));
        }

        Directory.Move(unfinished, folder);
        return program;
    }

    private static void Instrument(string file, Func<string, bool> matches) => _ = Fuzzer.Instrument(file, matches, Options.Value).Count();

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            // Native libraries: large, and the same.
            Directory.CreateSymbolicLink(Path.Combine(to, Path.GetFileName(folder)), folder);
        }
    }
}
