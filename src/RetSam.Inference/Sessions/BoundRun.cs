using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>
/// The first images of some buffers, bound to the session once, so that a run copies and allocates nothing. Used by one caller at a time.
/// </summary>
internal sealed class BoundRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];
    private readonly RunOptions _runOptions = new();

    public BoundRun(InferenceSession session, ModelManifest manifest, TensorBuffers buffers, int images)
    {
        _session = session;
        _binding = session.CreateIoBinding();
        try
        {
            _binding.BindInput(manifest.Input.Name, Value(buffers.Input, images, GraphShapeCheck.InputShape(manifest.Input)));
            for (int i = 0; i < manifest.Outputs.Count; i++)
            {
                ModelOutput output = manifest.Outputs[i];
                _binding.BindOutput(output.Name, Value(buffers.Outputs[i], images, GraphShapeCheck.OutputShape(output)));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Runs the model on what the input buffer holds.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; ONNX Runtime stops at the next node.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime failed.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, _runOptions);
        try
        {
            _session.RunWithBinding(_runOptions, _binding);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            // Waits for a callback that is just running, so that the flag cannot be raised again after it is lowered.
            registration.Dispose();
            _runOptions.Terminate = false;
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _runOptions.Dispose();
        foreach (OrtValue value in _values)
        {
            value.Dispose();
        }

        _values.Clear();
    }

    /// <param name="buffer">Room for at least as many images.</param>
    /// <param name="images">How many of them the tensor spans.</param>
    /// <param name="shape">The shape of one image's tensor, whose first dimension counts images.</param>
    private OrtValue Value(float[] buffer, int images, long[] shape)
    {
        shape[0] = images;
        int length = (int)shape.Aggregate((a, b) => a * b);
        OrtValue value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, length), shape);
        _values.Add(value);
        return value;
    }
}
