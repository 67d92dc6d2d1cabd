using System.Text.Json.Nodes;
using RetSam.Inference;
using RetSam.Models.Lite;
using RetSam.Sdk.Tests.Reports;

namespace RetSam.Sdk.Tests.Analysis;

/// <summary>The preferred execution providers, from the builder to the report. The tests bring the processor's runtime only.</summary>
public sealed class ExecutionProviderTests
{
    [Fact]
    public void The_report_names_the_provider_in_use_and_those_that_were_not()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b
            .UseModel(LiteModel.OpenPackage(), new OnnxSegmenterOptions { Classes = [RetinaClass.OpticDisc] })
            .WithThreads(1)
            .UseExecutionProviders(new CudaExecutionProvider(), new CpuExecutionProvider { UseArena = false }));
        Assert.Equal("0", analyzer.Session!.Options["enable_cpu_mem_arena"]);
        Assert.Equal(1, analyzer.Session.Threads);
        using FundusImage image = new DrawnEye().ToImage();
        RetinaReport report = analyzer.Report(image);
        ReportModel model = report.Segmentation.Model!;
        Assert.Equal("CPUExecutionProvider", model.ExecutionProvider);
        Assert.Equal([new ReportFallback("CUDAExecutionProvider", ExecutionProviderFault.NotInRuntime)], model.Fallbacks);

        string json = report.ToJson();
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.schema.json")))!;
        Assert.Empty(JsonSchemaCheck.Find(schema, JsonNode.Parse(json)));
        Assert.Equal(
            Enum.GetNames<ExecutionProviderFault>(),
            schema["properties"]!["segmentation"]!["properties"]!["model"]!["properties"]!["fallbacks"]!["items"]!["properties"]!["reason"]!["enum"]!
                .AsArray().Select(n => n!.GetValue<string>()));
        Assert.Equal(json, RetinaReport.Parse(json).ToJson());

        JsonNode older = JsonNode.Parse(json)!;
        older["schemaVersion"] = "1.1";
        JsonObject olderModel = older["segmentation"]!["model"]!.AsObject();
        Assert.True(olderModel.Remove("executionProvider") && olderModel.Remove("fallbacks"));
        ReportModel parsed = RetinaReport.Parse(older.ToJsonString()).Segmentation.Model!;
        Assert.Null(parsed.ExecutionProvider);
        Assert.Empty(parsed.Fallbacks);
    }

    [Fact]
    public void A_provider_that_is_required_and_missing_fails_creation()
        => Assert.Contains(
            "Microsoft.ML.OnnxRuntime.Gpu",
            Assert.Throws<ExecutionProviderException>(() => RetinaAnalyzer.Create(
                b => b.UseModel(LiteModel.OpenPackage()).UseExecutionProviders(new CudaExecutionProvider()))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void No_provider_is_misuse_and_another_segmenter_has_no_session()
    {
        Assert.Throws<ArgumentException>(() => RetinaAnalyzer.Create(b => b.UseExecutionProviders()));
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        Assert.Null(analyzer.Session);
    }
}
