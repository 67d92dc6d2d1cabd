namespace RetSam.Inference;

/// <summary>Pinned buffers for the input and every head of some images, image after image.</summary>
internal sealed class TensorBuffers
{
    public TensorBuffers(ModelManifest manifest, int images)
    {
        Images = images;
        Input = Pinned(images * manifest.Preprocessing.TensorLength);
        Outputs = [.. manifest.Outputs.Select(o => Pinned(images * o.Length))];
    }

    /// <summary>How many images there is room for.</summary>
    public int Images { get; }

    public float[] Input { get; }

    public float[][] Outputs { get; }

    /// <summary>Copies one image's input from buffers of one image.</summary>
    public void TakeInput(int image, TensorBuffers one) => one.Input.CopyTo(Input, image * one.Input.Length);

    /// <summary>Copies one image's outputs to buffers of one image.</summary>
    public void GiveOutputs(int image, TensorBuffers one)
    {
        for (int i = 0; i < Outputs.Length; i++)
        {
            Outputs[i].AsSpan(image * one.Outputs[i].Length, one.Outputs[i].Length).CopyTo(one.Outputs[i]);
        }
    }

    private static float[] Pinned(int length) => GC.AllocateArray<float>(length, pinned: true);
}
