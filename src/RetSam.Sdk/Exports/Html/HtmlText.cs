using System.Globalization;
using System.Net;

namespace RetSam;

/// <summary>Text and numbers as they may stand in HTML.</summary>
internal static class HtmlText
{
    /// <summary>Escaped for content and for attributes in double quotes; control characters, which HTML does not allow, as U+FFFD.</summary>
    public static string Escape(string text)
        => WebUtility.HtmlEncode(string.Concat(text.Select(c => char.IsControl(c) ? '\ufffd' : c)));

    /// <summary>Four significant digits, more where a whole number has them; a true minus sign.</summary>
    public static string Number(double value)
    {
        string text = Math.Abs(value) >= 1e4
            ? value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f')
            : value.ToString("G4", CultureInfo.InvariantCulture);
        return text.Replace('-', '\u2212');
    }

    /// <summary>A unit as it is printed; nothing for a plain number.</summary>
    public static string Unit(string unit) => unit switch
    {
        "1" => "",
        "px" => "px",
        "px2" => "px\u00b2",
        "px-1" => "px\u207b\u00b9",
        "px-2" => "px\u207b\u00b2",
        "um" => "\u00b5m",
        "um2" => "\u00b5m\u00b2",
        "mm-1" => "mm\u207b\u00b9",
        "mm-2" => "mm\u207b\u00b2",
        "deg" => "\u00b0",
        _ => Escape(unit),
    };

    public static string Quantity(double value, string unit)
    {
        string printed = Unit(unit);
        return printed.Length == 0 ? Number(value) : unit == "deg" ? Number(value) + printed : $"{Number(value)}\u00a0{printed}";
    }
}
