using System.Globalization;
using System.Text;

namespace RetSam.Cli.Tests.Cohorts;

/// <summary>A small cohort of phantoms, and what <c>retsam batch</c> makes of it.</summary>
internal sealed class Cohort : IDisposable
{
    private static readonly Dictionary<int, byte[]> Eyes = [];

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _classes;

    /// <param name="images">How many phantoms there are, P0, P1, ...</param>
    /// <param name="whole">Whether every head of the model is run, and not only the disc's, which takes a tenth of the time.</param>
    public Cohort(int images = 0, bool whole = false)
    {
        _classes = whole ? [] : ["--classes", "optic-disc"];
        var manifest = new StringBuilder("path,id,laterality,um_per_px\n");
        for (int i = 0; i < images; i++)
        {
            WriteEye(i);
            manifest.Append(CultureInfo.InvariantCulture, $"eye{i}.png,P{i},{(i % 2 == 0 ? "od" : "os")},7.5\n");
        }

        Manifest = WriteManifest(manifest.ToString());
    }

    public string Manifest { get; }

    public string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();

    /// <summary>Draws <c>eyeN.png</c>; ever the same for one N.</summary>
    public void WriteEye(int i) => _folder.Write($"eye{i}.png", Eye(i));

    public string Write(string name, byte[] content) => _folder.Write(name, content);

    public string WriteManifest(string text) => _folder.Write("images.csv", Encoding.UTF8.GetBytes(text));

    /// <summary>The command line of a run over all or some of the cohort.</summary>
    public string[] Line(string output, params string[] more)
        => ["batch", "--manifest", Manifest, "--out", _folder[output], .. _classes, .. more];

    public Task<Retsam.Outcome> RunAsync(string output, params string[] more) => Retsam.RunAsync(Line(output, more));

    public Task<Retsam.Outcome> MergeAsync(string output, string table) => Retsam.RunAsync("merge", _folder[output], "--out", _folder[table]);

    public string[] Reports(string output)
        => Directory.Exists(_folder[$"{output}/reports"]) ? Directory.GetFiles(_folder[$"{output}/reports"], "*.json") : [];

    /// <summary>Every file below a folder, by its path in it.</summary>
    public string[] Files(string folder)
        => [.. Directory.EnumerateFiles(_folder[folder], "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_folder[folder], f)).Order(StringComparer.Ordinal)];

    public void AssertSameFile(string expected, string actual) => Assert.Equal(File.ReadAllBytes(_folder[expected]), File.ReadAllBytes(_folder[actual]));

    /// <summary>The same files with the same bytes, and no other.</summary>
    public void AssertSameFolder(string expected, string actual)
    {
        string[] files = Files(expected);
        Assert.Equal(files, Files(actual));
        Assert.All(files, f => AssertSameFile(Path.Combine(expected, f), Path.Combine(actual, f)));
    }

    private static byte[] Eye(int i)
    {
        lock (Eyes)
        {
            if (!Eyes.TryGetValue(i, out byte[]? eye))
            {
                using var folder = new TemporaryFolder();
                using var nowhere = new StringWriter();
                var console = new CliConsole(nowhere, nowhere, IsInteractive: false);
                Assert.Equal(0, RetSamCommandLine.RunAsync(["phantom", "--size", "320", "--seed", $"{i + 1}", "--out", folder.Path], console).GetAwaiter().GetResult());
                Eyes[i] = eye = File.ReadAllBytes(folder["phantom.png"]);
            }

            return eye;
        }
    }
}
