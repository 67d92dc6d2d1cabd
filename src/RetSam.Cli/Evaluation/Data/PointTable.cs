using System.Globalization;

namespace RetSam.Cli.Evaluation;

/// <summary>points.csv: <c>dataset,split,id,width,height,disc_x,disc_y,fovea_x,fovea_y</c>, an empty field where a point is not known.</summary>
internal sealed class PointTable
{
    private const string Header = "dataset,split,id,width,height,disc_x,disc_y,fovea_x,fovea_y";

    private readonly Dictionary<(string Dataset, string Split, string Id), (PointD? Disc, PointD? Fovea)> _rows = [];

    /// <summary>Reads the table; an absent file is an empty table.</summary>
    /// <exception cref="CliException">A line is not of the form above.</exception>
    public static PointTable Read(string file)
    {
        var table = new PointTable();
        if (!File.Exists(file))
        {
            return table;
        }

        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (number == 1 && line.Trim() != Header)
            {
                throw CliException.File(file, $"the first line is '{line}', expected '{Header}'");
            }

            if (number > 1 && line.Trim().Length > 0)
            {
                table.Add(file, number, line.Trim().Split(','));
            }
        }

        return table;
    }

    /// <summary>What is known of a photograph.</summary>
    public (PointD? Disc, PointD? Fovea) Find(string dataset, string split, string id) => _rows.GetValueOrDefault((dataset, split, id));

    private void Add(string file, int line, string[] fields)
    {
        if (fields.Length != 9)
        {
            throw CliException.File(file, $"line {line} has {fields.Length} fields, expected 9");
        }

        _rows[(fields[0], fields[1], fields[2])] = (Point(file, line, fields[5], fields[6]), Point(file, line, fields[7], fields[8]));
    }

    private static PointD? Point(string file, int line, string x, string y)
    {
        if (x.Length == 0 && y.Length == 0)
        {
            return null;
        }

        return double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out double px) && double.IsFinite(px)
            && double.TryParse(y, NumberStyles.Float, CultureInfo.InvariantCulture, out double py) && double.IsFinite(py)
            ? new PointD(px, py)
            : throw CliException.File(file, $"line {line}: '{x},{y}' is no point in pixels");
    }
}
