using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>Turns a package into a session of ONNX Runtime, on the first of the preferred execution providers that can be used.</summary>
internal static class SessionFactory
{
    /// <exception cref="ExecutionProviderException">The native runtime is missing, or none of the providers can be used.</exception>
    /// <exception cref="ModelPackageException">ONNX Runtime refuses the graph.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory for the session.</exception>
    public static (InferenceSession Session, SessionInfo Info) Create(ModelPackage package, OnnxSegmenterOptions options)
    {
        string[] built = OrtRuntime.GetProviders();
        var fallbacks = new List<ExecutionProviderFallback>();
        Exception? cause = null;
        foreach (ExecutionProvider provider in options.ExecutionProviders)
        {
            if (!built.Contains(provider.Name))
            {
                fallbacks.Add(new ExecutionProviderFallback(provider.Name, ExecutionProviderFault.NotInRuntime, OrtRuntime.DescribeMissing(provider, built)));
                continue;
            }

            try
            {
                InferenceSession session = Create(package, options, provider);
                return (session, Describe(package.Manifest, options, provider, fallbacks));
            }
            catch (Exception failure) when (failure is OnnxRuntimeException || OrtRuntime.IsNativeFailure(failure))
            {
                cause = failure;
                fallbacks.Add(Explain(provider, failure));
            }
        }

        if (cause is not null)
        {
            // Whose fault it is shows on the bare processor, which refuses no sound graph.
            RequireSoundGraph(package, options);
        }

        throw new ExecutionProviderException(
            $"None of the execution providers asked for can be used. {string.Join(" ", fallbacks.Select(f => f.Message))}", cause);
    }

    private static InferenceSession Create(ModelPackage package, OnnxSegmenterOptions options, ExecutionProvider provider)
    {
        using var session = new SessionOptions();
        session.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
        session.IntraOpNumThreads = options.ActualThreads;
        // ONNX Runtime writes its log to standard error; its errors arrive here as exceptions anyway.
        session.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
        if (package.DataFolder is not null)
        {
            // The graph comes as the bytes that were checked; only the tensors outside it are left for ONNX Runtime to find.
            session.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", package.DataFolder);
        }

        if (provider is not CpuExecutionProvider)
        {
            // The processor takes part whatever the provider.
            new CpuExecutionProvider().Append(session);
        }

        provider.Append(session);
        return new InferenceSession(package.Weights, session);
    }

    private static void RequireSoundGraph(ModelPackage package, OnnxSegmenterOptions options)
    {
        try
        {
            Create(package, options, new CpuExecutionProvider()).Dispose();
        }
        catch (OnnxRuntimeException cause)
        {
            OrtRuntime.ThrowIfOutOfMemory(cause, $"loading {package.Manifest.Id} {package.Manifest.Version}");
            throw new ModelPackageException(
                $"ONNX Runtime refuses the graph of '{package.Manifest.Weights.File}' ({package.Manifest.Id} {package.Manifest.Version}): {cause.Message}", cause);
        }
    }

    private static ExecutionProviderFallback Explain(ExecutionProvider provider, Exception failure)
    {
        ExecutionProviderStatus status = provider.Check();
        string said = OrtRuntime.FirstLine(failure);
        return status.Fault is { } fault
            ? new ExecutionProviderFallback(provider.Name, fault, $"{status.Problem} ONNX Runtime said: {said}")
            : new ExecutionProviderFallback(provider.Name, ExecutionProviderFault.FailedToStart, $"{provider.Name} could not be started. ONNX Runtime said: {said}");
    }

    private static SessionInfo Describe(
        ModelManifest manifest, OnnxSegmenterOptions options, ExecutionProvider provider, List<ExecutionProviderFallback> fallbacks) => new()
        {
            Model = $"{manifest.Id} {manifest.Version}",
            ExecutionProvider = provider.Name,
            RuntimeVersion = OrtRuntime.Version,
            Threads = options.ActualThreads,
            Options = provider.Options,
            Fallbacks = fallbacks,
        };
}
