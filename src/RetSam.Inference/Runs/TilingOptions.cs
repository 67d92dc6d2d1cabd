namespace RetSam.Inference;

/// <summary>
/// Runs the network on overlapping tiles of the photograph at a finer scale than that of one run on the whole frame, and blends what it
/// says into one large map. It helps models that were trained at that scale; a model that was trained on whole frames sees everything
/// larger than it has learnt. Every tile is a run of the network.
/// </summary>
public sealed record TilingOptions
{
    /// <summary>
    /// How many times finer than in a run on the whole frame the network sees the photograph, along each side: 2 lays tiles over half the
    /// frame's width and height each. Never finer than the photograph's own pixels, so that <see cref="double.PositiveInfinity"/> stands
    /// for those. At least 1.
    /// </summary>
    public required double Magnification { get; init; }

    /// <summary>
    /// The part of a tile's side that it shares with its neighbour at least, 0..0.5. The outer quarter of it is thrown away, because a
    /// network knows least at the edge of what it sees; over the middle half one tile fades into the next. Default 0.25.
    /// </summary>
    public double Overlap { get; init; } = 0.25;

    /// <summary>
    /// The classes whose heads are tiled; the others come from a run on the whole frame, as those that need the whole eye should: discs,
    /// for one. Points always do. <see langword="null"/>, the default, for all that the model predicts as masks.
    /// </summary>
    public IReadOnlyCollection<RetinaClass>? Classes { get; init; }

    /// <summary>
    /// The most memory that the photograph and the tiled heads may take at that scale, in bytes: four for each of their pixels in each of three
    /// colours, of each channel and of the weights. A photograph that would need more is refused before anything is allocated. Default 1 GiB.
    /// </summary>
    public long MaxMemoryBytes { get; init; } = 1L << 30;
}
