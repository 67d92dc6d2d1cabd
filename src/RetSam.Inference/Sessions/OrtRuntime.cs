using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>The native ONNX Runtime of the process: whether it is there, what it can do, and what to say when it is not.</summary>
internal static class OrtRuntime
{
    private static readonly Lock Gate = new();

    /// <summary>What it says when an allocation fails: the C++ library's own word, its arena's, and that of devices.</summary>
    private static readonly string[] OutOfMemory = ["bad_alloc", "bad allocation", "Failed to allocate memory", "out of memory"];

    /// <summary>Starts the environment and returns the providers of the native library that the application brought.</summary>
    /// <exception cref="ExecutionProviderException">There is no native library, or it does not fit.</exception>
    public static string[] GetProviders()
    {
        try
        {
            OrtEnv environment = GetEnvironment();
            // ONNX Runtime's builds for Windows send usage events to the system's trace by default; this library reports nothing to anyone.
            environment.DisableTelemetryEvents();
            return environment.GetAvailableProviders();
        }
        catch (Exception cause) when (IsNativeFailure(cause))
        {
            throw new ExecutionProviderException(DescribeMissingNative(cause), cause);
        }
    }

    /// <summary>Tells native memory that ran out from a graph or a provider that fails: ONNX Runtime has no error code of its own for it.</summary>
    /// <param name="cause">What ONNX Runtime threw.</param>
    /// <param name="doing">What it was doing, for the message.</param>
    /// <exception cref="OutOfMemoryException">Memory ran out.</exception>
    public static void ThrowIfOutOfMemory(OnnxRuntimeException cause, string doing)
    {
        if (OutOfMemory.Any(said => cause.Message.Contains(said, StringComparison.OrdinalIgnoreCase)))
        {
#pragma warning disable CA2201 // The runtime's own exception is what callers look for when memory runs out, whoever needed it.
            throw new OutOfMemoryException($"ONNX Runtime ran out of memory while {doing}: {FirstLine(cause)}", cause);
#pragma warning restore CA2201
        }
    }

    /// <summary>
    /// The one environment of the process. Whoever comes first chooses how loud it is: where the application has not, only errors go to
    /// standard error, not the warnings about devices that ONNX Runtime writes at its start.
    /// </summary>
    private static OrtEnv GetEnvironment()
    {
        lock (Gate)
        {
            if (OrtEnv.IsCreated)
            {
                return OrtEnv.Instance();
            }

            var options = new EnvironmentCreationOptions { logId = "RetSam", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            try
            {
                return OrtEnv.CreateInstanceWithOptions(ref options);
            }
            catch (OnnxRuntimeException) when (OrtEnv.IsCreated)
            {
                // The application made one in between.
                return OrtEnv.Instance();
            }
        }
    }

    /// <summary>Whether an exception says that the native library is missing, of another processor or too old.</summary>
    public static bool IsNativeFailure(Exception exception)
        => IsMissing(exception) || IsMisfit(exception);

    /// <summary>Whether the library, or something in it, was not found.</summary>
    private static bool IsMissing(Exception exception)
        => exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException
            || (exception is TypeInitializationException { InnerException: Exception inner } && IsMissing(inner));

    /// <summary>Whether ONNX Runtime's own bindings could not be made although the library was found, whatever they stumbled over.</summary>
    private static bool IsMisfit(Exception exception)
        => exception is TypeInitializationException binding && !IsMissing(binding)
            && binding.TypeName.StartsWith("Microsoft.ML.OnnxRuntime.", StringComparison.Ordinal);

    public static string DescribeMissingNative(Exception cause)
    {
        // A library that is there and has no interface of the version that is asked for: the bindings stumble over a null pointer.
        if (IsMisfit(cause) && OrtNativeVersion.Find() is { } found)
        {
            return $"The native ONNX Runtime of this application is version {found} and does not fit: {OrtNativeVersion.Wanted} is wanted, that of "
                + "Microsoft.ML.OnnxRuntime.Managed. Give the application's project the package Microsoft.ML.OnnxRuntime (or .Gpu) of that version, and "
                + "look for another libonnxruntime beside the application or on the system's path.";
        }

        return "The native ONNX Runtime could not be loaded. RetSam.Inference brings its managed part only, so that the application chooses the "
            + "runtime: add the package Microsoft.ML.OnnxRuntime (processor) or Microsoft.ML.OnnxRuntime.Gpu (NVIDIA) to the application's project, "
            + $"in the version of Microsoft.ML.OnnxRuntime.Managed. The system said: {FirstLine(cause)}";
    }

    /// <summary>What went wrong, in one line; the rest, such as every place that was searched, is in the exception.</summary>
    public static string FirstLine(Exception cause)
    {
        Exception root = cause;
        while (root is TypeInitializationException { InnerException: Exception inner })
        {
            root = inner;
        }

        return root.Message.Trim().Split('\n')[0].Trim();
    }

    /// <summary>The version of the native library.</summary>
    public static string Version => GetEnvironment().GetVersionString();

    /// <summary>What to say of a provider that the native library was built without.</summary>
    public static string DescribeMissing(ExecutionProvider provider, IReadOnlyCollection<string> built)
        => $"{provider.Name} is not in the native ONNX Runtime of this application, which has {string.Join(", ", built)}. "
            + $"Replace the application's ONNX Runtime package by {provider.Package}, or choose another provider.";
}
