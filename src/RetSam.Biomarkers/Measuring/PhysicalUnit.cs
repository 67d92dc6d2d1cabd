namespace RetSam.Biomarkers;

/// <summary>The physical unit that stands behind a unit of pixels.</summary>
public sealed class PhysicalUnit
{
    private readonly int _power;
    private readonly double _perMicrometre;

    private PhysicalUnit(string ucum, int power, double perMicrometre)
    {
        Ucum = ucum;
        _power = power;
        _perMicrometre = perMicrometre;
    }

    /// <summary>Micrometres, behind px.</summary>
    public static PhysicalUnit Micrometre { get; } = new("um", 1, 1);

    /// <summary>Square micrometres, behind px2.</summary>
    public static PhysicalUnit SquareMicrometre { get; } = new("um2", 2, 1);

    /// <summary>Per millimetre, behind px-1.</summary>
    public static PhysicalUnit PerMillimetre { get; } = new("mm-1", -1, 1e-3);

    /// <summary>Per square millimetre, behind px-2.</summary>
    public static PhysicalUnit PerSquareMillimetre { get; } = new("mm-2", -2, 1e-3);

    /// <summary>The UCUM code.</summary>
    public string Ucum { get; }

    /// <summary>The physical unit behind a unit of pixels; <see langword="null"/> for a unit that is no power of a length in pixels.</summary>
    internal static PhysicalUnit? Behind(string unit) => unit switch
    {
        "px" => Micrometre,
        "px2" => SquareMicrometre,
        "px-1" => PerMillimetre,
        "px-2" => PerSquareMillimetre,
        _ => null,
    };

    /// <summary>What a value in pixels is multiplied by, given micrometres per pixel.</summary>
    internal double FactorFrom(double micrometresPerPixel) => Math.Pow(micrometresPerPixel * _perMicrometre, _power);

    /// <summary>The UCUM code.</summary>
    public override string ToString() => Ucum;
}
