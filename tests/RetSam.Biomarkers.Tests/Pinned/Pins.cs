using System.Globalization;
using System.Reflection;
using System.Text;

namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>
/// Results by name, held to what they were when <c>pinned.txt</c> was last written: no number changes between versions unnoticed. That a
/// result is what it was does not make it right; known answers, properties and invariances are for that. Numbers are compared by nine digits, as another
/// system's logarithm or sine may round its last bit otherwise. A change that is meant is written by <c>eng/update-pinned.sh</c>, and
/// its reason belongs in the changelog.
/// </summary>
/// <param name="area">What the names begin with; one class of tests has one.</param>
internal sealed class Pins(string area)
{
    private const string Variable = "RETSAM_WRITE_PINNED";

    private static readonly Lock Writing = new();

    private readonly SortedDictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>Takes a result: as it is where it is short, else by its digest.</summary>
    public void Add(string name, object? result) => _found.Add($"{area}/{name}", PinnedText.Shorten(PinnedText.Of(result)));

    /// <summary>Fails where a result is not what it was, or is new, or is no more. Writes them all instead where the environment asks for it.</summary>
    public void Check()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file)
        {
            Write(file);
            Assert.Skip($"Written to {file}.");
        }

        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("pinned.txt")!);
        SortedDictionary<string, string> expected = Read(reader.ReadToEnd(), n => n.StartsWith(area + "/", StringComparison.Ordinal));
        string[] changed = [.. expected.Keys.Union(_found.Keys).Order(StringComparer.Ordinal)
            .Where(n => expected.GetValueOrDefault(n) != _found.GetValueOrDefault(n))
            .Select(n => $"{n}: was {expected.GetValueOrDefault(n, "not there")}, is {_found.GetValueOrDefault(n, "not there")}")];
        Assert.True(changed.Length == 0, $"{changed.Length} of {_found.Count} results are not what they were. If that is meant, run eng/update-pinned.sh.\n{string.Join('\n', changed.Take(20))}");
    }

    private void Write(string file)
    {
        lock (Writing)
        {
            SortedDictionary<string, string> all = Read(File.Exists(file) ? File.ReadAllText(file) : "", n => !n.StartsWith(area + "/", StringComparison.Ordinal));
            var text = new StringBuilder();
            foreach ((string name, string result) in all.Concat(_found).OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{name} = {result}\n");
            }

            File.WriteAllText(file, text.ToString());
        }
    }

    private static SortedDictionary<string, string> Read(string text, Func<string, bool> isWanted)
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int end = line.IndexOf(" = ", StringComparison.Ordinal);
            if (isWanted(line[..end]))
            {
                read.Add(line[..end], line[(end + 3)..]);
            }
        }

        return read;
    }
}
