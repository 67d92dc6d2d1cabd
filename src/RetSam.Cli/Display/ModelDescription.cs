using System.Globalization;
using System.Text.Json;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary>A model package as lines for people and as JSON.</summary>
internal static class ModelDescription
{
    public static void WriteLines(TextWriter writer, ModelPackage package)
    {
        ModelManifest manifest = package.Manifest;
        Line("model", $"{manifest.Id} {manifest.Version}, {manifest.Name}");
        Line("licence", manifest.Licence);
        Line("terms", manifest.Terms);
        Line("weights", $"{manifest.Weights.File}, {package.WeightsBytes} bytes, sha256 {package.WeightsSha256}");
        foreach (ModelFile file in manifest.Files ?? [])
        {
            Line("file", $"{file.File}, {file.Bytes} bytes, sha256 {file.Sha256}");
        }

        Line("parameters", package.Graph.ParameterCount.ToString(CultureInfo.InvariantCulture));
        foreach (GraphTensor input in package.Graph.Inputs)
        {
            Line("input", $"{input.Name} {input.ElementType} {input.Shape}, {Word(manifest.Preprocessing.Crop)}, {Word(manifest.Preprocessing.Resampling)}");
        }

        foreach (GraphTensor output in package.Graph.Outputs)
        {
            ModelOutput? head = HeadOf(manifest, output);
            Line("output", $"{output.Name} {output.ElementType} {output.Shape}, {(head is null ? "not listed and not computed" : $"{Word(head.Kind)}: {string.Join(", ", ClassesOf(head))}")}");
        }

        foreach (IGrouping<string, GraphOperator> domain in package.Graph.Operators.GroupBy(o => o.Domain))
        {
            Line("operators", $"{domain.Key}: {string.Join(", ", domain.Select(o => $"{o.Type} {o.Count}"))}");
        }

        Line("rules", manifest.Rules.Count == 0 ? "none" : string.Join(", ", manifest.Rules.Select(r => Word(r))));
        if (manifest.Training is { } training)
        {
            Line("trained on", string.Join(", ", training.Sets));
            foreach (ModelAccuracy accuracy in training.Accuracy)
            {
                Line("accuracy", string.Create(CultureInfo.InvariantCulture, $"{accuracy.Set}: {accuracy.Class.Slug}, {accuracy.Measure} {accuracy.Value}"));
            }

            if (training.Notes is not null)
            {
                Line("notes", training.Notes);
            }
        }

        void Line(string what, string text) => writer.WriteLine($"{what,-12}{Printable(text)}");
    }

    public static void WriteJson(Utf8JsonWriter json, ModelPackage package)
    {
        ModelManifest manifest = package.Manifest;
        json.WriteStartObject();
        json.WriteString("id", manifest.Id);
        json.WriteString("version", manifest.Version);
        json.WriteString("name", manifest.Name);
        json.WriteString("licence", manifest.Licence);
        json.WriteString("terms", manifest.Terms);
        json.WriteStartArray("files");
        WriteFile(json, manifest.Weights.File, package.WeightsBytes, package.WeightsSha256);
        foreach (ModelFile file in manifest.Files ?? [])
        {
            WriteFile(json, file.File, file.Bytes, file.Sha256);
        }

        json.WriteEndArray();
        json.WriteNumber("parameters", package.Graph.ParameterCount);
        json.WriteString("crop", Word(manifest.Preprocessing.Crop));
        json.WriteString("resampling", Word(manifest.Preprocessing.Resampling));
        json.WriteStartArray("inputs");
        foreach (GraphTensor input in package.Graph.Inputs)
        {
            json.WriteStartObject();
            WriteTensor(json, input);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("outputs");
        foreach (GraphTensor output in package.Graph.Outputs)
        {
            ModelOutput? head = HeadOf(manifest, output);
            json.WriteStartObject();
            WriteTensor(json, output);
            json.WriteString("kind", head is null ? null : Word(head.Kind));
            JsonOutput.WriteList(json, "classes", head is null ? [] : ClassesOf(head));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("operators");
        foreach (GraphOperator used in package.Graph.Operators)
        {
            json.WriteStartObject();
            json.WriteString("domain", used.Domain);
            json.WriteString("type", used.Type);
            json.WriteNumber("count", used.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonOutput.WriteList(json, "rules", manifest.Rules.Select(r => Word(r)));
        WriteTraining(json, manifest.Training);
        json.WriteEndObject();
    }

    private static void WriteTraining(Utf8JsonWriter json, ModelTraining? training)
    {
        if (training is null)
        {
            json.WriteNull("training");
            return;
        }

        json.WriteStartObject("training");
        JsonOutput.WriteList(json, "sets", training.Sets);
        json.WriteStartArray("accuracy");
        foreach (ModelAccuracy accuracy in training.Accuracy)
        {
            json.WriteStartObject();
            json.WriteString("set", accuracy.Set);
            json.WriteString("class", accuracy.Class.Slug);
            json.WriteString("measure", accuracy.Measure);
            json.WriteNumber("value", accuracy.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("notes", training.Notes);
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, string name, long bytes, string sha256)
    {
        json.WriteStartObject();
        json.WriteString("file", name);
        json.WriteNumber("bytes", bytes);
        json.WriteString("sha256", sha256);
        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, GraphTensor tensor)
    {
        json.WriteString("name", tensor.Name);
        json.WriteString("elementType", tensor.ElementType);
        if (tensor.Dimensions is not { } dimensions)
        {
            json.WriteNull("dimensions");
            return;
        }

        json.WriteStartArray("dimensions");
        foreach (long? dimension in dimensions)
        {
            if (dimension is { } size)
            {
                json.WriteNumberValue(size);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    private static ModelOutput? HeadOf(ModelManifest manifest, GraphTensor output) => manifest.Outputs.FirstOrDefault(o => o.Name == output.Name);

    private static IEnumerable<string> ClassesOf(ModelOutput head) => head.Channels.Select(c => c.Class?.Slug ?? "background");

    /// <summary>A value as the manifest spells it.</summary>
    private static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>A package's own words must not move the cursor of a terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
