using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>Turns a package into a session of ONNX Runtime.</summary>
internal static class SessionFactory
{
    /// <exception cref="ExecutionProviderException">The native runtime or the provider is missing or fails.</exception>
    /// <exception cref="ModelPackageException">ONNX Runtime refuses the graph.</exception>
    public static InferenceSession Create(ModelPackage package, OnnxSegmenterOptions options)
    {
        OrtRuntime.Require(options.ExecutionProvider, OrtRuntime.GetProviders());
        using SessionOptions session = CreateOptions(options);
        if (package.DataFolder is not null)
        {
            // The graph comes as the bytes that were checked; only the tensors outside it are left for ONNX Runtime to find.
            session.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", package.DataFolder);
        }

        try
        {
            return new InferenceSession(package.Weights, session);
        }
        catch (OnnxRuntimeException cause)
        {
            throw new ModelPackageException(
                $"ONNX Runtime refuses the graph of '{package.Manifest.Weights.File}' ({package.Manifest.Id} {package.Manifest.Version}): {cause.Message}", cause);
        }
    }

    private static SessionOptions CreateOptions(OnnxSegmenterOptions options)
    {
        var session = new SessionOptions();
        try
        {
            session.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
            session.ExecutionMode = ExecutionMode.ORT_SEQUENTIAL;
            session.IntraOpNumThreads = options.ActualThreads;
            session.InterOpNumThreads = 1;
            // Waiting threads sleep rather than spin: this library is a guest in other people's processes, and where processors are
            // shared a spinning thread keeps the one it waits for from running.
            session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            // ONNX Runtime writes its log to standard error; its errors arrive here as exceptions anyway.
            session.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            AppendProvider(session, options.ExecutionProvider);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void AppendProvider(SessionOptions session, ExecutionProvider provider)
    {
        try
        {
            if (provider.Name == "CUDAExecutionProvider")
            {
                using var cuda = new OrtCUDAProviderOptions();
                // TF32 rounds to ten bits of mantissa: faster, and visibly other masks than the processor's.
                cuda.UpdateOptions(new Dictionary<string, string> { ["device_id"] = Text(provider.DeviceId), ["use_tf32"] = "0" });
                session.AppendExecutionProvider_CUDA(cuda);
            }
            else if (provider.Name == "TensorrtExecutionProvider")
            {
                using var tensorRt = new OrtTensorRTProviderOptions();
                tensorRt.UpdateOptions(new Dictionary<string, string> { ["device_id"] = Text(provider.DeviceId) });
                session.AppendExecutionProvider_Tensorrt(tensorRt);
            }
        }
        catch (OnnxRuntimeException cause)
        {
            throw new ExecutionProviderException($"{provider.Name} could not be started on device {provider.DeviceId}: {cause.Message}", cause);
        }
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
