using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetSam;

/// <summary>Refuses numbers too large for a double, such as 1e999, which would be read as infinity and could not be written again.</summary>
internal class FiniteNumberJsonConverter : JsonConverter<double>
{
    /// <summary>The largest magnitude that is read.</summary>
    protected virtual double Largest => double.MaxValue;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double number) && Math.Abs(number) <= Largest
            ? number
            : throw new JsonException($"A finite number was expected{(Largest < double.MaxValue ? $", of at most {Largest} in magnitude" : "")}.");

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
