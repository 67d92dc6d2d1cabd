using System.Text.Json;
using RetSam.Biomarkers;

namespace RetSam.Cli.Tests.Commands;

public sealed class CatalogueAndInfoTests
{
    [Fact]
    public async Task The_catalogue_names_every_measure_with_unit_definition_and_source()
    {
        Retsam.Outcome outcome = await Retsam.RunAsync("catalogue", "--json");
        Assert.Equal(0, outcome.ExitCode);
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(MeasureCatalogue.Default.Measures.Select(m => m.Definition.Id), json.RootElement.EnumerateArray().Select(m => m.GetProperty("id").GetString()));
        Assert.All(json.RootElement.EnumerateArray(), m => Assert.All(
            ["name", "unit", "definition", "source"], name => Assert.False(string.IsNullOrWhiteSpace(m.GetProperty(name).GetString()), name)));
    }

    [Fact]
    public async Task Piped_the_catalogue_is_one_line_a_measure()
    {
        Retsam.Outcome outcome = await Retsam.RunAsync("catalogue");
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(MeasureCatalogue.Default.Measures.Count + 1, lines.Length);
        Assert.All(lines, line => Assert.Equal(5, line.Split('\t').Length));
    }

    [Fact]
    public async Task Info_names_versions_the_model_and_what_of_the_processor_is_used()
    {
        Retsam.Outcome outcome = await Retsam.RunAsync("info", "--json");
        Assert.Equal(0, outcome.ExitCode);
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(64, json.RootElement.GetProperty("model").GetProperty("sha256").GetString()!.Length);
        Assert.Contains("vessel", json.RootElement.GetProperty("model").GetProperty("classes").EnumerateArray().Select(c => c.GetString()));
        JsonElement[] providers = [.. json.RootElement.GetProperty("onnxRuntime").GetProperty("executionProviders").EnumerateArray()];
        Assert.True(Provider("CPUExecutionProvider").GetProperty("available").GetBoolean());
        Assert.Equal(JsonValueKind.Null, Provider("CPUExecutionProvider").GetProperty("problem").ValueKind);
        // The tool carries the processor's runtime only, and says what the others would need.
        Assert.False(Provider("CUDAExecutionProvider").GetProperty("available").GetBoolean());
        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", Provider("TensorrtExecutionProvider").GetProperty("problem").GetString(), StringComparison.Ordinal);
        bool avx2 = json.RootElement.GetProperty("processor").GetProperty("features").EnumerateArray().Any(f => f.GetString() == "Avx2");
        Assert.Equal(System.Runtime.Intrinsics.X86.Avx2.IsSupported, avx2);
        string lines = (await Retsam.RunAsync("info")).Output;
        Assert.Contains("not a medical device", lines, StringComparison.Ordinal);
        Assert.Contains("execution provider   CPUExecutionProvider: available", lines, StringComparison.Ordinal);
        Assert.Contains("execution provider   CUDAExecutionProvider: CUDAExecutionProvider is not in the native ONNX Runtime", lines, StringComparison.Ordinal);

        JsonElement Provider(string name) => providers.Single(p => p.GetProperty("name").GetString() == name);
    }
}
