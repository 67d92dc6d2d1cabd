using System.Text.Json;
using System.Text.Json.Serialization;
using RetSam.Biomarkers;

namespace RetSam;

/// <summary>Flags as a list of their names, in the order of their bits.</summary>
internal sealed class MeasurementFlagsJsonConverter : JsonConverter<MeasurementFlags>
{
    private static readonly (MeasurementFlags Flag, JsonEncodedText Name)[] Names =
        [.. Enum.GetValues<MeasurementFlags>().Where(f => f != MeasurementFlags.None).Select(f => (f, JsonEncodedText.Encode(f.ToString())))];

    public override MeasurementFlags Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("Flags are a list of names.");
        }

        MeasurementFlags flags = MeasurementFlags.None;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            flags |= ReadFlag(ref reader);
        }

        return flags;
    }

    public override void Write(Utf8JsonWriter writer, MeasurementFlags value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach ((MeasurementFlags flag, JsonEncodedText name) in Names)
        {
            if (value.HasFlag(flag))
            {
                writer.WriteStringValue(name);
            }
        }

        writer.WriteEndArray();
    }

    private static MeasurementFlags ReadFlag(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach ((MeasurementFlags flag, JsonEncodedText name) in Names)
            {
                if (reader.ValueTextEquals(name.EncodedUtf8Bytes))
                {
                    return flag;
                }
            }
        }

        throw new JsonException($"A flag is one of {string.Join(", ", Names.Select(n => n.Flag))}.");
    }
}
