using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.Cli;

/// <summary><c>retsam info</c>: versions, processor features in use, execution providers available.</summary>
internal static class InfoCommand
{
    public static Command Create(CliConsole console)
    {
        var json = new Option<bool>("--json") { Description = "Write a JSON object to the standard output." };
        var command = new Command("info", "Tells versions, the processor features in use and the execution providers available.") { json };
        command.SetAction(result =>
        {
            if (result.GetValue(json))
            {
                JsonOutput.Write(console.Out, WriteJson);
            }
            else
            {
                WriteLines(console.Out);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static string SdkVersion
        => typeof(RetinaAnalyzer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static void WriteJson(Utf8JsonWriter json)
    {
        ModelManifest model = LiteModel.OpenPackage().Manifest;
        OnnxRuntimeInfo onnx = OnnxRuntimeInfo.Read();
        json.WriteStartObject();
        json.WriteString("version", SdkVersion);
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteString("system", RuntimeInformation.OSDescription);
        json.WriteString("architecture", RuntimeInformation.ProcessArchitecture.ToString());
        json.WriteStartObject("model");
        json.WriteString("id", model.Id);
        json.WriteString("version", model.Version);
        json.WriteString("sha256", model.Weights.Sha256);
        json.WriteString("licence", model.Licence);
        JsonOutput.WriteList(json, "classes", model.PredictedClasses.Select(c => c.Slug));
        json.WriteEndObject();
        json.WriteStartObject("processor");
        json.WriteNumber("cores", Environment.ProcessorCount);
        JsonOutput.WriteList(json, "features", ProcessorFeatures.InUse());
        json.WriteNumber("vectorBits", ProcessorFeatures.WidestVector());
        json.WriteEndObject();
        json.WriteStartObject("onnxRuntime");
        json.WriteString("version", onnx.Version);
        json.WriteStartArray("executionProviders");
        foreach (ExecutionProviderStatus status in onnx.ExecutionProviders)
        {
            json.WriteStartObject();
            json.WriteString("name", status.Provider.Name);
            json.WriteBoolean("available", status.IsAvailable);
            json.WriteString("problem", status.Problem);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("problem", onnx.Problem);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLines(TextWriter writer)
    {
        ModelManifest model = LiteModel.OpenPackage().Manifest;
        OnnxRuntimeInfo onnx = OnnxRuntimeInfo.Read();
        writer.WriteLine($"RetSam               {SdkVersion}");
        writer.WriteLine($"runtime              {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
        writer.WriteLine($"model                {model.Id} {model.Version}, {model.Licence}: {string.Join(", ", model.PredictedClasses.Select(c => c.Slug))}");
        writer.WriteLine($"model sha256         {model.Weights.Sha256}");
        writer.WriteLine($"processor            {Environment.ProcessorCount} cores, {ProcessorFeatures.WidestVector()}-bit vectors: {string.Join(", ", ProcessorFeatures.InUse())}");
        writer.WriteLine($"ONNX Runtime         {onnx.Version ?? "not available: " + onnx.Problem}");
        foreach (ExecutionProviderStatus status in onnx.ExecutionProviders)
        {
            writer.WriteLine($"execution provider   {status.Provider.Name}: {status.Problem ?? "available"}");
        }

        writer.WriteLine(RetinaReport.NotAMedicalDevice);
    }

    /// <summary>What the native runtime says of itself.</summary>
    private sealed record OnnxRuntimeInfo(string? Version, IReadOnlyList<ExecutionProviderStatus> ExecutionProviders, string? Problem)
    {
        public static OnnxRuntimeInfo Read()
        {
            try
            {
                IReadOnlyList<ExecutionProviderStatus> providers = ExecutionProvider.CheckAll();
                return new OnnxRuntimeInfo(OrtEnv.Instance().GetVersionString(), providers, null);
            }
            catch (ExecutionProviderException e)
            {
                return new OnnxRuntimeInfo(null, [], e.Message);
            }
        }
    }
}
