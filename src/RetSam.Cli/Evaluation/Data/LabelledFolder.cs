using System.Text.RegularExpressions;

namespace RetSam.Cli.Evaluation;

/// <summary>
/// A folder of labelled sets: <c>DIR/set/train|test/id.jpg|png</c>, labels beside it as <c>id.kind.png</c> (vessel, vessel2, av, disc, fov,
/// lesion.XX) and <c>DIR/points.csv</c> for disc and fovea centres.
/// </summary>
internal sealed partial class LabelledFolder
{
    private readonly string _folder;
    private readonly PointTable _points;

    private LabelledFolder(string folder, PointTable points)
    {
        _folder = folder;
        _points = points;
    }

    /// <exception cref="CliException">There is no such folder, or its points.csv cannot be read.</exception>
    public static LabelledFolder Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw CliException.Usage($"--data {folder}: no such folder");
        }

        return new LabelledFolder(folder, PointTable.Read(Path.Combine(folder, "points.csv")));
    }

    /// <summary>The sets that have a folder of the split, in the order of their names.</summary>
    public IReadOnlyList<string> FindDatasets(string split)
        => [.. Directory.EnumerateDirectories(_folder).Select(d => Path.GetFileName(d)!).Where(name => Directory.Exists(Path.Combine(_folder, name, split))).Order(StringComparer.Ordinal)];

    /// <summary>The photographs of one set and split, in the order of their ids; none when the set has no such folder.</summary>
    public IReadOnlyList<LabelledImage> FindImages(string dataset, string split)
    {
        string folder = Path.Combine(_folder, dataset, split);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(folder)
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".JPG" or ".JPEG" or ".PNG" && !LabelName().IsMatch(Path.GetFileName(file)))
            .Order(StringComparer.Ordinal)
            .Select(file => Describe(dataset, split, file))];
    }

    private LabelledImage Describe(string dataset, string split, string file)
    {
        string id = Path.GetFileNameWithoutExtension(file);
        (PointD? disc, PointD? fovea) = _points.Find(dataset, split, id);
        return new LabelledImage(dataset, split, id, file) { Disc = disc, Fovea = fovea };
    }

    [GeneratedRegex(@"\.(vessel2?|av|disc|fov|disc\.soft|lesion\.\w+(\.soft)?)\.png$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelName();
}
