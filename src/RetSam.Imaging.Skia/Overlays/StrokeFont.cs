using SkiaSharp;

namespace RetSam.Imaging.Skia;

/// <summary>
/// Letters drawn with strokes, made for the legend. Skia needs a font of the system's to write text, and a bare container has none;
/// with these, an overlay is the same picture on every machine.
/// </summary>
internal static class StrokeFont
{
    /// <summary>The height of a capital, in the units of the grid.</summary>
    public const int CapitalHeight = 6;

    private const int Gap = 2;
    private const int SpaceWidth = 3;

    // Each glyph: strokes parted by commas, each a chain of grid points "xy"; y grows downwards, capitals span 0..6, tails reach 8.
    private static readonly Dictionary<char, string> Strokes = new()
    {
        ['A'] = "06 20 46,14 34",
        ['B'] = "06 00 30 41 42 33 03,33 44 45 36 06",
        ['C'] = "41 30 10 01 05 16 36 45",
        ['D'] = "06 00 20 42 44 26 06",
        ['E'] = "40 00 06 46,03 33",
        ['F'] = "40 00 06,03 33",
        ['G'] = "41 30 10 01 05 16 36 45 43 23",
        ['H'] = "00 06,40 46,03 43",
        ['I'] = "00 06",
        ['J'] = "30 35 26 16 05",
        ['K'] = "00 06,40 03,13 46",
        ['L'] = "00 06 46",
        ['M'] = "06 00 23 40 46",
        ['N'] = "06 00 46 40",
        ['O'] = "10 30 41 45 36 16 05 01 10",
        ['P'] = "06 00 30 41 42 33 03",
        ['Q'] = "10 30 41 45 36 16 05 01 10,24 46",
        ['R'] = "06 00 30 41 42 33 03,23 46",
        ['S'] = "41 30 10 01 02 13 33 44 45 36 16 05",
        ['T'] = "00 40,20 26",
        ['U'] = "00 05 16 36 45 40",
        ['V'] = "00 26 40",
        ['W'] = "00 16 23 36 40",
        ['X'] = "00 46,40 06",
        ['Y'] = "00 23 40,23 26",
        ['Z'] = "00 40 06 46",
        ['a'] = "12 22 33 36,34 14 05 16 26 35",
        ['b'] = "00 06,03 12 22 33 35 26 16 05",
        ['c'] = "33 22 12 03 05 16 26 35",
        ['d'] = "30 36,33 22 12 03 05 16 26 35",
        ['e'] = "04 34 33 22 12 03 05 16 26 35",
        ['f'] = "30 20 11 16,02 32",
        ['g'] = "32 37 28 18 07,33 22 12 03 05 16 26 35",
        ['h'] = "00 06,03 12 22 33 36",
        ['i'] = "02 06,00 00",
        ['j'] = "12 17 08,10 10",
        ['k'] = "00 06,32 04,14 36",
        ['l'] = "00 05 16",
        ['m'] = "02 06,03 12 23 26,23 32 43 46",
        ['n'] = "02 06,03 12 22 33 36",
        ['o'] = "12 22 33 35 26 16 05 03 12",
        ['p'] = "02 08,03 12 22 33 35 26 16 05",
        ['q'] = "32 38,33 22 12 03 05 16 26 35",
        ['r'] = "02 06,03 12 22",
        ['s'] = "33 22 12 03 14 24 35 26 16 05",
        ['t'] = "10 15 26 36,02 32",
        ['u'] = "02 05 16 26 35,32 36",
        ['v'] = "02 26 42",
        ['w'] = "02 16 24 36 42",
        ['x'] = "02 36,32 06",
        ['y'] = "02 05 16 26 35,32 37 28 18 07",
        ['z'] = "02 32 06 36",
        ['0'] = "10 30 41 45 36 16 05 01 10,41 05",
        ['1'] = "01 10 16",
        ['2'] = "01 10 30 41 42 06 46",
        ['3'] = "00 40 23 33 44 45 36 16 05",
        ['4'] = "36 30 04 44",
        ['5'] = "40 00 02 32 43 45 36 16 05",
        ['6'] = "31 20 10 02 05 16 36 45 44 33 13 04",
        ['7'] = "00 40 16",
        ['8'] = "13 02 01 10 30 41 42 33 13 04 05 16 36 45 44 33",
        ['9'] = "42 33 13 02 01 10 30 41 44 36 16",
        ['-'] = "03 33",
        ['('] = "10 01 05 16",
        [')'] = "00 11 15 06",
        ['.'] = "06 06",
        [','] = "06 07",
        [':'] = "03 03,06 06",
        ['/'] = "06 30",
        ['%'] = "06 40,01 01,45 45",
        ['+'] = "03 43,21 25",
    };

    /// <summary>Whether a character can be written; any other leaves a space.</summary>
    public static bool Has(char character) => Strokes.ContainsKey(character);

    /// <summary>The width of a text, in the units of the grid.</summary>
    public static int Measure(string text)
    {
        int width = 0;
        foreach (char character in text)
        {
            width += WidthOf(character) + Gap;
        }

        return Math.Max(0, width - Gap);
    }

    /// <summary>The strokes of a text, to be drawn with round ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">The left end.</param>
    /// <param name="top">The top of a capital.</param>
    /// <param name="height">The height of a capital.</param>
    public static SKPath CreatePath(string text, float x, float top, float height)
    {
        float unit = height / CapitalHeight;
        using var builder = new SKPathBuilder();
        foreach (char character in text)
        {
            if (Strokes.TryGetValue(character, out string? strokes))
            {
                AddGlyph(builder, strokes, x, top, unit);
            }

            x += (WidthOf(character) + Gap) * unit;
        }

        return builder.Detach();
    }

    private static void AddGlyph(SKPathBuilder builder, string strokes, float left, float top, float unit)
    {
        for (int i = 0; i < strokes.Length; i += 3)
        {
            var point = new SKPoint(left + (strokes[i] - '0') * unit, top + (strokes[i + 1] - '0') * unit);
            if (i == 0 || strokes[i - 1] == ',')
            {
                builder.MoveTo(point);
            }
            else
            {
                // A dot is a stroke without length, which Skia leaves out; a hair's length brings its round ends back.
                bool isDot = strokes.AsSpan(i, 2).SequenceEqual(strokes.AsSpan(i - 3, 2));
                builder.LineTo(isDot ? new SKPoint(point.X + unit * 0.01f, point.Y) : point);
            }
        }
    }

    private static int WidthOf(char character)
    {
        if (!Strokes.TryGetValue(character, out string? strokes))
        {
            return SpaceWidth - Gap;
        }

        int width = 0;
        for (int i = 0; i < strokes.Length; i += 3)
        {
            width = Math.Max(width, strokes[i] - '0');
        }

        return width;
    }
}
