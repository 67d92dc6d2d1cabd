using System.Buffers;
using RetSam.Preprocessing;

namespace RetSam.Biomarkers.Quality;

/// <summary>
/// The photograph's field of view averaged by area into a small square, so that quality is read alike at any resolution, and divided
/// into tiles. Channels are whole sixteenths of a grey level: whole numbers add up to the same sum on every machine.
/// </summary>
internal readonly ref struct QualityFrame
{
    /// <summary>The side of the square in pixels; a widest vessel is then about four pixels wide.</summary>
    public const int Side = 256;

    /// <summary>The side of a tile in pixels.</summary>
    public const int TileSide = 8;

    /// <summary>The number of tiles along a side.</summary>
    public const int TilesPerSide = Side / TileSide;

    /// <summary>Steps of a channel in a grey level.</summary>
    public const int StepsPerLevel = 16;

    private readonly int[] _planes;
    private readonly BinaryMask _inside;
    private readonly BinaryMask? _vessels;

    /// <summary>Makes the copy.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="fieldOfView">Its field of view; not empty.</param>
    /// <param name="vessels">Its vessels, when they are known.</param>
    public QualityFrame(FundusImage image, FieldOfView fieldOfView, BinaryMask? vessels)
    {
        CropTransform transform = CropTransform.PaddedSquare(fieldOfView.CropBox, Side);
        _planes = ArrayPool<int>.Shared.Rent(3 * Side * Side);
        float[] levels = ArrayPool<float>.Shared.Rent(3 * Side * Side);
        Preprocessor.Resample(image, transform, Resampling.Area, LevelMap.Identity, levels.AsSpan(0, 3 * Side * Side));
        for (int i = 0; i < 3 * Side * Side; i++)
        {
            _planes[i] = (int)(levels[i] * StepsPerLevel + 0.5f);
        }

        ArrayPool<float>.Shared.Return(levels);
        _inside = Project(fieldOfView.Mask, transform);
        _vessels = vessels is null ? null : Project(vessels, transform);
    }

    public ReadOnlySpan<int> Red => _planes.AsSpan(0, Side * Side);

    public ReadOnlySpan<int> Green => _planes.AsSpan(Side * Side, Side * Side);

    public ReadOnlySpan<int> Blue => _planes.AsSpan(2 * Side * Side, Side * Side);

    /// <summary>The eight vessel bits of a tile's row; none when vessels are not known.</summary>
    public int VesselBits(int tileX, int y) => _vessels is null ? 0 : Bits(_vessels, tileX, y);

    /// <summary>
    /// Marks the tiles that lie inside the field of view with all their neighbours: the rim of the aperture is no property of the retina.
    /// </summary>
    /// <param name="interior">One flag a tile, row by row.</param>
    public void FindInterior(Span<bool> interior)
    {
        // A ring of tiles that are not whole around the frame saves asking where it ends.
        const int Stride = TilesPerSide + 2;
        Span<bool> whole = stackalloc bool[Stride * Stride];
        whole.Clear();
        for (int tileY = 0; tileY < TilesPerSide; tileY++)
        {
            for (int tileX = 0; tileX < TilesPerSide; tileX++)
            {
                int shared = 0xFF;
                for (int y = tileY * TileSide; y < (tileY + 1) * TileSide; y++)
                {
                    shared &= Bits(_inside, tileX, y);
                }

                whole[(tileY + 1) * Stride + tileX + 1] = shared == 0xFF;
            }
        }

        for (int tileY = 0; tileY < TilesPerSide; tileY++)
        {
            for (int tileX = 0; tileX < TilesPerSide; tileX++)
            {
                bool all = true;
                for (int row = tileY; row < tileY + 3; row++)
                {
                    all &= !whole.Slice(row * Stride + tileX, 3).Contains(false);
                }

                interior[tileY * TilesPerSide + tileX] = all;
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_planes);
        _inside.Dispose();
        _vessels?.Dispose();
    }

    private static BinaryMask Project(BinaryMask mask, CropTransform transform)
    {
        var small = new BinaryMask(Side, Side);
        MaskProjector.ToModelFrame(mask, transform, small);
        return small;
    }

    private static int Bits(BinaryMask mask, int tileX, int y)
        => (int)(mask.GetRow(y)[tileX / 8] >> (tileX % 8 * TileSide)) & 0xFF;
}
