namespace RetSam.Inference;

/// <summary>
/// Where tiles lie along one side of the canvas, in units that all heads divide evenly: as few as reach from edge to edge and share what
/// they must, spread evenly.
/// </summary>
internal readonly struct TileAxis
{
    private readonly int _unit;
    private readonly int _free;

    /// <param name="tile">A tile's side in pixels of the network's input.</param>
    /// <param name="length">The side of the canvas that is wanted; what is used is at least a tile, and whole units.</param>
    /// <param name="overlap">The part of a tile that neighbours share.</param>
    /// <param name="unit">The pixels of the input that are whole pixels in every head; divides the tile.</param>
    public TileAxis(int tile, int length, double overlap, int unit)
    {
        _unit = unit;
        _free = Math.Max(0, (length - tile) / unit);
        Tile = tile;
        Length = tile + _free * unit;
        int shared = (int)(overlap * tile) / unit;
        Overlap = shared * unit;
        int stride = tile / unit - shared;
        Count = 1 + (_free + stride - 1) / stride;
    }

    /// <summary>A tile's side.</summary>
    public int Tile { get; }

    /// <summary>The canvas's side.</summary>
    public int Length { get; }

    /// <summary>What neighbours share at least.</summary>
    public int Overlap { get; }

    /// <summary>How many tiles there are.</summary>
    public int Count { get; }

    /// <summary>A tile's first pixel.</summary>
    public int Start(int index) => Count == 1 ? 0 : (int)((long)index * _free / (Count - 1)) * _unit;

    /// <summary>
    /// How much a head's pixels along a tile count: nothing in the outer quarter of what is shared, all from its inner quarter on, rising
    /// smoothly in between; at the canvas's own edges all. A polynomial rather than a cosine, which systems round differently.
    /// </summary>
    public void WriteWeights(int index, Span<float> weights)
    {
        double shared = (double)Overlap * weights.Length / Tile;
        for (int i = 0; i < weights.Length; i++)
        {
            double before = index == 0 ? 1 : Rise(i + 0.5, shared);
            double after = index == Count - 1 ? 1 : Rise(weights.Length - i - 0.5, shared);
            weights[i] = (float)(before * after);
        }
    }

    private static double Rise(double distance, double shared)
    {
        double t = shared == 0 ? 1 : Math.Clamp(2 * distance / shared - 0.5, 0, 1);
        return t * t * (3 - 2 * t);
    }
}
