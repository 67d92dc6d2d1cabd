using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RetSam.Inference;

namespace RetSam.Benchmarks.Pipeline;

/// <summary>The default model run as anyone would run it by hand: an ONNX Runtime session, a float tensor in, float tensors out.</summary>
internal sealed class NetworkAlone : IDisposable
{
    private readonly InferenceSession _session;
    private readonly NamedOnnxValue[] _inputs;

    public NetworkAlone(ModelPackage package)
    {
        using var options = new SessionOptions { IntraOpNumThreads = OnnxSegmenterOptions.Default.ActualThreads };
        _session = new InferenceSession(package.Weights, options);
        ModelInput input = package.Manifest.Input;
        var tensor = new DenseTensor<float>([1, 3, input.Height, input.Width]);
        var random = new Random(1);
        foreach (ref float value in tensor.Buffer.Span)
        {
            value = random.NextSingle() - 0.5f;
        }

        _inputs = [NamedOnnxValue.CreateFromTensor(input.Name, tensor)];
    }

    public void Run() => _session.Run(_inputs).Dispose();

    public void Dispose() => _session.Dispose();
}
