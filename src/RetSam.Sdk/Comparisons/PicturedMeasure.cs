using System.Globalization;

namespace RetSam;

/// <summary>
/// The few measures that are seen from the picture rather than from the eye: directions of axes against the horizontal, hours of a clock
/// that runs as seen, places in the frame. All others name sides by anatomy, and are the same in a mirror.
/// </summary>
internal static class PicturedMeasure
{
    private const string ClockHours = "rim.clock_hours.";

    private const int Hours = 12;

    /// <summary>Directions of an axis: 90 and -90 degrees are the same.</summary>
    private static readonly string[] Axes = ["disc.orientation", "cup.orientation", "disc.torsion"];

    /// <summary>Directions whose sign is the other in a mirror.</summary>
    private static readonly string[] Mirrored = ["disc.orientation", "cup.orientation"];

    private static readonly string[] Places = ["macula.centre.x", "macula.centre.y"];

    /// <summary>Whether it is a place in the frame.</summary>
    public static bool IsPlace(string id) => Places.Contains(id, StringComparer.Ordinal);

    /// <summary>Whether it is the direction of an axis.</summary>
    public static bool IsAxis(string id) => Axes.Contains(id, StringComparer.Ordinal);

    /// <summary>Whether a mirror changes it.</summary>
    public static bool DependsOnEye(string id) => Mirrored.Contains(id, StringComparer.Ordinal) || HourOf(id) is not null;

    /// <summary>The measure of the same part of the other eye: three o'clock, as seen, of a right eye is nine o'clock of a left one.</summary>
    public static string IdInMirror(string id) => HourOf(id) is { } hour
        ? string.Create(CultureInfo.InvariantCulture, $"{ClockHours}{(hour == Hours ? Hours : Hours - hour)}")
        : id;

    /// <summary>A value of the other eye as a mirror shows it.</summary>
    public static double InMirror(string id, double value) => Mirrored.Contains(id, StringComparer.Ordinal) ? -value : value;

    /// <summary>A value with the name, of its many, nearest to another: an axis at 89 degrees is one at -91 too.</summary>
    public static double Near(string id, double value, double other)
        => IsAxis(id) ? value - 180 * Math.Round((value - other) / 180, MidpointRounding.ToEven) : value;

    private static int? HourOf(string id) => id.StartsWith(ClockHours, StringComparison.Ordinal)
        && int.TryParse(id.AsSpan(ClockHours.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int hour)
        && hour is >= 1 and <= Hours ? hour : null;
}
