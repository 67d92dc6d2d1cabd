namespace RetSam.Inference;

/// <summary>The heads of a model that were run on tiles, by their place in the manifest; the others come from a run on the whole frame.</summary>
internal sealed class TiledHeads(BlendedHead?[] heads) : IDisposable
{
    /// <summary>Whether no head is left for a run on the whole frame.</summary>
    public bool AreAll => Array.TrueForAll(heads, h => h is not null);

    public BlendedHead? this[int output] => heads[output];

    public void Dispose() => Array.ForEach(heads, h => h?.Dispose());
}
