using System.Text.Json.Serialization;

namespace RetSam.Biomarkers;

/// <summary>One number that a measurement was made from.</summary>
/// <param name="Name">What it is, such as <c>branch 1 width</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit.</param>
[method: JsonConstructor]
public readonly record struct MeasurementDetail(string Name, double Value, string Unit);
