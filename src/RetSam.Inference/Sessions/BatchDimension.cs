using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>Finds out whether a graph takes several images in one run.</summary>
internal static class BatchDimension
{
    /// <summary>
    /// Whether the first dimension of the input and of every head is open, and a run of two images works: a graph may say that it is open
    /// and still reshape to one image inside.
    /// </summary>
    public static bool TakesSeveral(InferenceSession session, ModelManifest manifest)
    {
        if (!IsOpen(session.InputMetadata[manifest.Input.Name]) || !manifest.Outputs.All(o => IsOpen(session.OutputMetadata[o.Name])))
        {
            return false;
        }

        try
        {
            using var two = new BoundRun(session, manifest, new TensorBuffers(manifest, 2), 2);
            two.Run(CancellationToken.None);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }

    private static bool IsOpen(NodeMetadata tensor) => tensor.Dimensions is [< 0, ..];
}
