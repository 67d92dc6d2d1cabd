namespace RetSam.Inference;

/// <summary>How the memory of a GPU is asked for when more is needed.</summary>
public enum GpuArena
{
    /// <summary>By powers of two: fewest requests, up to twice the memory. ONNX Runtime's default.</summary>
    NextPowerOfTwo = 0,

    /// <summary>As much as is needed: for a GPU that is shared.</summary>
    SameAsRequested = 1,
}
