using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>
/// Buffers for a run of several images: the lanes' inputs are copied together and the outputs apart, which costs little beside a run.
/// Every number of images has its own binding, made when first needed, over the same buffers. Used by one caller at a time.
/// </summary>
internal sealed class BatchLane(InferenceSession session, ModelManifest manifest, int mostImages) : IDisposable
{
    private readonly TensorBuffers _buffers = new(manifest, mostImages);
    private readonly BoundRun?[] _runs = new BoundRun?[mostImages + 1];

    /// <summary>The lanes that the next run is for.</summary>
    public List<Lane> Lanes { get; } = new(mostImages);

    /// <summary>Runs the model on the inputs of all lanes at once.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime failed.</exception>
    public void Run()
    {
        BoundRun run = _runs[Lanes.Count] ??= new BoundRun(session, manifest, _buffers, Lanes.Count);
        for (int i = 0; i < Lanes.Count; i++)
        {
            _buffers.TakeInput(i, Lanes[i].Buffers);
        }

        run.Run(CancellationToken.None);
        for (int i = 0; i < Lanes.Count; i++)
        {
            _buffers.GiveOutputs(i, Lanes[i].Buffers);
        }
    }

    public void Dispose()
    {
        foreach (BoundRun? run in _runs)
        {
            run?.Dispose();
        }
    }
}
