using System.Buffers;
using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>
/// What one image in flight needs: pinned buffers for the input and every head, bound to the session once, so that a run copies and
/// allocates nothing. Used by one caller at a time.
/// </summary>
internal sealed class Lane : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];
    private readonly RunOptions _runOptions = new();
    private readonly float[][] _outputs;

    public Lane(InferenceSession session, ModelManifest manifest)
    {
        _session = session;
        _binding = session.CreateIoBinding();
        _outputs = new float[manifest.Outputs.Count][];
        try
        {
            Input = Bind(manifest.Preprocessing.TensorLength, GraphShapeCheck.InputShape(manifest.Input), v => _binding.BindInput(manifest.Input.Name, v));
            for (int i = 0; i < _outputs.Length; i++)
            {
                ModelOutput output = manifest.Outputs[i];
                _outputs[i] = Bind(output.Length, GraphShapeCheck.OutputShape(output), v => _binding.BindOutput(output.Name, v));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The tensor that the next run reads.</summary>
    public float[] Input { get; }

    /// <summary>What the last run wrote for a head; may be changed in place.</summary>
    public Span<float> GetOutput(int index) => _outputs[index];

    /// <summary>Runs the model on <see cref="Input"/>.</summary>
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

    private float[] Bind(int length, long[] shape, Action<OrtValue> bind)
    {
        float[] buffer = GC.AllocateArray<float>(length, pinned: true);
        OrtValue value = OrtValue.CreateTensorValueFromMemory(buffer, shape);
        _values.Add(value);
        bind(value);
        return buffer;
    }
}
