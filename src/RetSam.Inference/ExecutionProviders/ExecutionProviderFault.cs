namespace RetSam.Inference;

/// <summary>Why an execution provider is not used.</summary>
public enum ExecutionProviderFault
{
    /// <summary>The native ONNX Runtime of the application was built without it: another package is needed.</summary>
    NotInRuntime = 0,

    /// <summary>A library that it needs, such as CUDA's, cannot be loaded.</summary>
    LibraryMissing = 1,

    /// <summary>It was tried and failed: no device, a driver that is too old, not enough memory, a model that it cannot run.</summary>
    FailedToStart = 2,
}
