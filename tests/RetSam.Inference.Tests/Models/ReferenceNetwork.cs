namespace RetSam.Inference.Tests;

/// <summary>
/// A small network of our own with the interface of RetSAM's public checkpoint: one input of 1x3x640x640, five heads of 2, 3, 2, 4 and 5
/// planes of that size, and the coordinates of a point. A convolution, a tanh, and a 1x1 convolution for each head; the point is a
/// convolution of the means. Its weights are random numbers that are always the same.
/// </summary>
internal static class ReferenceNetwork
{
    public const int Side = 640;
    public const int Features = 6;

    public static readonly (string Name, int Channels)[] Heads = [("artery_vein", 2), ("od_oc", 3), ("tessellation", 2), ("myopia", 4), ("lesion_s1", 5)];

    /// <summary>Seeds for which every class wins somewhere.</summary>
    private static readonly int[] Seeds = [60, 61, 62, 63, 164];

    /// <summary>3x3, from three colours to <see cref="Features"/>.</summary>
    public static float[] Trunk { get; } = PlainConvolution.RandomWeights(Features * 27, seed: 21, size: 0.4f);

    /// <summary>From the means of all features to x and y, before the sigmoid.</summary>
    public static float[] Point { get; } = PlainConvolution.RandomWeights(2 * Features, seed: 22);

    /// <summary>1x1, from features to a head's channels.</summary>
    public static float[] Head(int index) => PlainConvolution.RandomWeights(Heads[index].Channels * Features, seed: Seeds[index], size: 6);

    public static byte[] Build()
    {
        OnnxGraphBuilder graph = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side])
            .Convolution("trunk", "image", [Features, 3, 3, 3], Trunk)
            .Node("Tanh", ["trunk"], ["features"]);
        for (int i = 0; i < Heads.Length; i++)
        {
            (string name, int channels) = Heads[i];
            graph.Convolution(name, "features", [channels, Features, 1, 1], Head(i)).Output(name, [1, channels, Side, Side]);
        }

        return graph
            .Node("GlobalAveragePool", ["features"], ["means"])
            .Convolution("point", "means", [2, Features, 1, 1], Point)
            .Node("Sigmoid", ["point"], ["inside"])
            .Node("Flatten", ["inside"], ["coordinates"]).Output("coordinates", [1, 2])
            .Build();
    }
}
