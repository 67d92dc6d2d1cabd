using System.CommandLine;
using System.Text.Json;
using RetSam.Biomarkers;
using Spectre.Console;

namespace RetSam.Cli;

/// <summary><c>retsam catalogue</c>: every measure with unit, definition and source.</summary>
internal static class CatalogueCommand
{
    public static Command Create(CliConsole console)
    {
        var json = new Option<bool>("--json") { Description = "Write a JSON list to the standard output." };
        var markdown = new Option<bool>("--markdown") { Description = "Write tables as Markdown to the standard output, measures that differ only in vessels, place or lesion in one row." };
        Option<string> preset = CommonOptions.Preset();
        var command = new Command("catalogue", "Lists every measure with its unit, definition and source.") { preset, json, markdown };
        command.SetAction(result =>
        {
            IReadOnlyList<MeasureDefinition> definitions = [.. MeasurePreset.Find(result.GetValue(preset)).Measures.Select(m => m.Definition)];
            if (result.GetValue(json))
            {
                JsonOutput.Write(console.Out, writer => WriteJson(writer, definitions));
            }
            else if (result.GetValue(markdown))
            {
                CatalogueMarkdown.Write(console.Out, definitions);
            }
            else if (console.IsInteractive)
            {
                WriteTable(console, definitions);
            }
            else
            {
                WriteLines(console.Out, definitions);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void WriteJson(Utf8JsonWriter json, IReadOnlyList<MeasureDefinition> definitions)
    {
        json.WriteStartArray();
        foreach (MeasureDefinition definition in definitions)
        {
            json.WriteStartObject();
            json.WriteString("id", definition.Id);
            json.WriteString("name", definition.Name);
            json.WriteString("unit", definition.Unit);
            json.WriteString("physicalUnit", definition.PhysicalUnit?.Ucum);
            json.WriteString("definition", definition.Definition);
            json.WriteString("source", definition.Source);
            json.WriteStartArray("inputs");
            foreach (MeasureInputs input in Enum.GetValues<MeasureInputs>().Where(i => i != MeasureInputs.None && definition.Inputs.HasFlag(i)))
            {
                json.WriteStringValue(input.ToString());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLines(TextWriter writer, IReadOnlyList<MeasureDefinition> definitions)
    {
        writer.WriteLine("id\tunit\tname\tdefinition\tsource");
        foreach (MeasureDefinition d in definitions)
        {
            writer.WriteLine(string.Join('\t', d.Id, d.Unit, d.Name, d.Definition, d.Source));
        }
    }

    private static void WriteTable(CliConsole console, IReadOnlyList<MeasureDefinition> definitions)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("id", "unit", "definition", "source");
        foreach (MeasureDefinition d in definitions)
        {
            string unit = d.PhysicalUnit is { } physical ? $"{d.Unit}, {physical.Ucum}" : d.Unit;
            table.AddRow(Markup.Escape(d.Id), Markup.Escape(unit), Markup.Escape($"{d.Name}: {d.Definition}"), Markup.Escape(d.Source));
        }

        console.Tables.Write(table);
    }
}
