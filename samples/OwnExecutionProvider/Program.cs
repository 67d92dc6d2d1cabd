// An execution provider of one's own, preferred to the processor and passed over where the runtime lacks it. Research use only.
using OwnExecutionProvider;
using RetSam;
using RetSam.Inference;
using RetSam.Models.Lite;

var xnnpack = new GeneralExecutionProvider("XnnpackExecutionProvider", "XNNPACK", "a native build of ONNX Runtime with XNNPACK")
{
    Settings = new Dictionary<string, string> { ["intra_op_num_threads"] = "2" },
};
var processor = new GeneralExecutionProvider("CPUExecutionProvider", "CPU", "Microsoft.ML.OnnxRuntime");

using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()).UseExecutionProviders(xnnpack, processor));
foreach (ExecutionProviderFallback passedOver in analyzer.Session!.Fallbacks)
{
    Console.WriteLine($"passed over {passedOver.Provider} ({passedOver.Fault}): {passedOver.Message}");
}

using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(Path.Combine(AppContext.BaseDirectory, "retina.jpg"));
Console.WriteLine($"computed by {analyzer.Session.ExecutionProvider}; the report says {analysis.Report.Segmentation.Model!.ExecutionProvider}");
