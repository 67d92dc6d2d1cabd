using Microsoft.ML.OnnxRuntime;
using RetSam.Inference;

namespace RetSam.Benchmarks.Pipeline;

/// <summary>
/// A model run as anyone would run it by hand: an ONNX Runtime session, a float tensor in, float tensors out. Any number of threads may
/// run it at once.
/// </summary>
internal sealed class NetworkAlone : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly OrtValue _tensor;
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    /// <param name="package">The model.</param>
    /// <param name="threads">The threads one run is spread over.</param>
    /// <param name="images">How many images the tensor holds; more than one needs a graph with an open batch dimension.</param>
    public NetworkAlone(ModelPackage package, int threads, int images = 1)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        // As the SDK has it, so that what is compared is the way of calling and not the way of waiting.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(package.Weights, options);
        ModelInput input = package.Manifest.Input;
        Tensor = GC.AllocateUninitializedArray<float>(images * 3 * input.Height * input.Width, pinned: true);
        _tensor = OrtValue.CreateTensorValueFromMemory(Tensor, [images, 3, input.Height, input.Width]);
        _inputs = [input.Name];
        _outputs = [.. package.Manifest.Outputs.Select(o => o.Name)];
        var random = new Random(1);
        foreach (ref float value in Tensor.AsSpan())
        {
            value = random.NextSingle() - 0.5f;
        }
    }

    /// <summary>What goes in: noise, until something else is written.</summary>
    public float[] Tensor { get; }

    public void Run() => _session.Run(_runOptions, _inputs, [_tensor], _outputs).Dispose();

    public void Dispose()
    {
        _tensor.Dispose();
        _runOptions.Dispose();
        _session.Dispose();
    }
}
