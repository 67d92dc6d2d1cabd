using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>
/// What one image in flight needs: buffers for its input and outputs, and its turn in the network. Used by one caller at a time.
/// </summary>
internal sealed class Lane : IDisposable
{
    private readonly NetworkQueue _network;
    private readonly BoundRun _alone;

    public Lane(InferenceSession session, ModelManifest manifest, NetworkQueue network)
    {
        _network = network;
        Buffers = new TensorBuffers(manifest, 1);
        _alone = new BoundRun(session, manifest, Buffers, 1);
    }

    public TensorBuffers Buffers { get; }

    /// <summary>The tensor that the next run reads.</summary>
    public float[] Input => Buffers.Input;

    /// <summary>Where the lane is on its way through the network; the queue's to read and write, under its lock.</summary>
    public NetworkTurn Turn { get; set; }

    /// <summary>What went wrong in a run that another lane's caller did; the queue's, as <see cref="Turn"/>.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What the last run wrote for a head; may be changed in place.</summary>
    public Span<float> GetOutput(int index) => Buffers.Outputs[index];

    /// <summary>Waits for its turn and runs the model on <see cref="Input"/>, where the graph allows it together with other lanes that wait.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime failed.</exception>
    public void Run(CancellationToken cancellationToken) => _network.Run(this, cancellationToken);

    /// <summary>Runs the model on <see cref="Input"/> at once and alone: for the queue.</summary>
    public void RunAlone(CancellationToken cancellationToken) => _alone.Run(cancellationToken);

    public void Dispose() => _alone.Dispose();
}
