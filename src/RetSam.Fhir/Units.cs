using Hl7.Fhir.Model;

namespace RetSam.Fhir;

/// <summary>Values with UCUM units. Pixels have none in UCUM: they are annotations in braces, which UCUM counts as 1.</summary>
internal static class Units
{
    private const string Ucum = "http://unitsofmeasure.org";

    public static Quantity ToQuantity(double value, string unit) => new()
    {
        Value = ToDecimal(value),
        Unit = unit,
        System = Ucum,
        Code = unit.StartsWith("px", StringComparison.Ordinal) ? $"{{{unit}}}" : unit,
    };

    /// <summary>FHIR's decimals: 15 significant digits here, those that a double surely holds.</summary>
    private static decimal ToDecimal(double value)
        => Math.Abs(value) < (double)decimal.MaxValue / 2
            ? (decimal)value
            : throw new ArgumentException($"The value {value:R} is too large for a FHIR decimal.", nameof(value));
}
