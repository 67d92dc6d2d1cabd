using System.Buffers;

namespace RetSam.Inference;

/// <summary>What one head says of all tiles, as if it were one large head. Pixels that no tile says anything of are background.</summary>
internal sealed class BlendedHead : IDisposable
{
    /// <summary>A logit that no temperature makes a probability of that counts.</summary>
    private const float NeverLogit = -1e4f;

    private readonly float[] _values;
    private readonly float[] _weights;
    private readonly ModelOutput _tile;
    private readonly TileAxis _across;
    private readonly TileAxis _down;

    public BlendedHead(ModelOutput head, TileAxis across, TileAxis down)
    {
        _tile = head;
        _across = across;
        _down = down;
        Head = Enlarge(head, across, down);
        _values = ArrayPool<float>.Shared.Rent(Head.Length);
        _weights = ArrayPool<float>.Shared.Rent(Plane);
        _weights.AsSpan(0, Plane).Clear();
        for (int c = 0; c < head.Channels.Count; c++)
        {
            _values.AsSpan(c * Plane, Plane).Fill(Blank(head, head.Channels[c]));
        }
    }

    /// <summary>The head as one of the canvas's size. Areas of components are as many of its smaller pixels, so that they mean the same.</summary>
    public ModelOutput Head { get; }

    /// <summary>The blended values, channel after channel.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, Head.Length);

    private int Plane => Head.Width * Head.Height;

    /// <summary>The head as it is on a canvas.</summary>
    public static ModelOutput Enlarge(ModelOutput head, TileAxis across, TileAxis down)
    {
        double area = (double)across.Length * down.Length / ((double)across.Tile * down.Tile);
        return head with
        {
            Width = across.Length * head.Width / across.Tile,
            Height = down.Length * head.Height / down.Tile,
            Channels = [.. head.Channels.Select(c => c with { MinimumComponentArea = c.MinimumComponentArea * area })],
        };
    }

    /// <summary>Adds what the head says of one tile.</summary>
    /// <param name="values">The tile's values, channel after channel.</param>
    /// <param name="column">The tile's place in its row of tiles.</param>
    /// <param name="row">The row of tiles.</param>
    public void Add(ReadOnlySpan<float> values, int column, int row)
    {
        int left = _across.Start(column) * _tile.Width / _across.Tile;
        int top = _down.Start(row) * _tile.Height / _down.Tile;
        float[] scratch = ArrayPool<float>.Shared.Rent(2 * _tile.Width + _tile.Height);
        Span<float> across = scratch.AsSpan(0, _tile.Width);
        Span<float> shares = scratch.AsSpan(_tile.Width, _tile.Width);
        Span<float> down = scratch.AsSpan(2 * _tile.Width, _tile.Height);
        _across.WriteWeights(column, across);
        _down.WriteWeights(row, down);
        for (int y = 0; y < _tile.Height; y++)
        {
            int start = (top + y) * Head.Width + left;
            TakeShares(across, down[y], _weights.AsSpan(start, _tile.Width), shares);
            for (int c = 0; c < _tile.Channels.Count; c++)
            {
                Blend(values.Slice((c * _tile.Height + y) * _tile.Width, _tile.Width), shares, _values.AsSpan(c * Plane + start, _tile.Width));
            }
        }

        ArrayPool<float>.Shared.Return(scratch);
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_values);
        ArrayPool<float>.Shared.Return(_weights);
    }

    /// <summary>The part that a tile has in each pixel of a row, of all that has been added so far.</summary>
    private static void TakeShares(ReadOnlySpan<float> across, float down, Span<float> weights, Span<float> shares)
    {
        for (int x = 0; x < shares.Length; x++)
        {
            float weight = across[x] * down;
            float before = weights[x];
            weights[x] = before + weight;
            shares[x] = weight == 0 ? 0 : weight / weights[x];
        }
    }

    /// <summary>A running mean rather than sums to be divided in the end: where tiles agree, it stays what they say, to the bit.</summary>
    private static void Blend(ReadOnlySpan<float> values, ReadOnlySpan<float> shares, Span<float> mean)
    {
        for (int x = 0; x < mean.Length; x++)
        {
            float share = shares[x];
            mean[x] = share == 1 ? values[x] : share == 0 ? mean[x] : mean[x] + (values[x] - mean[x]) * share;
        }
    }

    private static float Blank(ModelOutput head, OutputChannel channel) => (head.Values, channel.Class) switch
    {
        (OutputValues.Logits, null) => -NeverLogit,
        (OutputValues.Logits, _) => NeverLogit,
        (_, null) => 1,
        _ => 0,
    };
}
