using System.Buffers;
using System.Numerics;

namespace RetSam.Biomarkers.Graph;

/// <summary>
/// The set pixels of a skeleton, numbered in raster order, with place and radius, and the way from a place back to its number: a count of
/// set pixels before each word, so that looking a pixel up is one population count.
/// </summary>
internal sealed class SkeletonPixels : IDisposable
{
    private readonly BinaryMask _skeleton;
    private readonly int[] _before;
    private readonly (int X, int Y)[] _places;
    private readonly double[] _radii;
    private readonly RadiusMap _map;

    /// <param name="skeleton">The skeleton.</param>
    /// <param name="map">The radii of the mask it was thinned from.</param>
    public SkeletonPixels(BinaryMask skeleton, RadiusMap map)
    {
        _skeleton = skeleton;
        _map = map;
        _before = ArrayPool<int>.Shared.Rent(skeleton.Words.Length);
        Count = skeleton.CountPixels();
        _places = ArrayPool<(int X, int Y)>.Shared.Rent(Math.Max(Count, 1));
        _radii = ArrayPool<double>.Shared.Rent(Math.Max(Count, 1));
        int next = 0;
        for (int y = 0; y < skeleton.Height; y++)
        {
            ReadOnlySpan<ulong> row = skeleton.GetRow(y);
            for (int i = 0; i < row.Length; i++)
            {
                _before[y * skeleton.WordsPerRow + i] = next;
                for (ulong left = row[i]; left != 0; left &= left - 1)
                {
                    int x = 64 * i + BitOperations.TrailingZeroCount(left);
                    _radii[next] = map.At(x, y);
                    _places[next++] = (x, y);
                }
            }
        }
    }

    /// <summary>How many pixels there are.</summary>
    public int Count { get; }

    private static ReadOnlySpan<sbyte> StepsAcross => [-1, 0, 1, -1, 1, -1, 0, 1];

    private static ReadOnlySpan<sbyte> StepsDown => [-1, -1, -1, 0, 0, 1, 1, 1];

    /// <summary>The column and row of a pixel.</summary>
    public (int X, int Y) PlaceOf(int pixel) => _places[pixel];

    /// <summary>The centre of a pixel.</summary>
    public PointD PointOf(int pixel) => new(_places[pixel].X, _places[pixel].Y);

    /// <summary>Half the local calibre at a pixel.</summary>
    public double RadiusOf(int pixel) => _radii[pixel];

    /// <summary>The same at the pixel nearest to a point; 0 outside the frame. Most points of a centreline lie on a pixel of the skeleton.</summary>
    public double RadiusNear(PointD point)
    {
        int x = (int)Math.Floor(point.X + 0.5);
        int y = (int)Math.Floor(point.Y + 0.5);
        if ((uint)x >= (uint)_skeleton.Width || (uint)y >= (uint)_skeleton.Height)
        {
            return 0;
        }

        int word = y * _skeleton.WordsPerRow + (x >> 6);
        return (_skeleton.Words[word] >> (x & 63) & 1) != 0 ? _radii[NumberAt(word, x)] : _map.At(x, y);
    }

    /// <summary>Which of the eight around a pixel are set: a bit for each, in raster order from the lowest on.</summary>
    public byte AroundOf(int pixel)
    {
        ReadOnlySpan<ulong> words = _skeleton.Words;
        (int x, int y) = _places[pixel];
        int row = y * _skeleton.WordsPerRow;
        uint above = y > 0 ? ThreeAround(words, row - _skeleton.WordsPerRow, x) : 0;
        uint here = ThreeAround(words, row, x);
        uint below = y + 1 < _skeleton.Height ? ThreeAround(words, row + _skeleton.WordsPerRow, x) : 0;
        return (byte)(above | (here & 1) << 3 | (here >> 2) << 4 | below << 5);
    }

    /// <summary>The set pixels around one, in raster order.</summary>
    /// <param name="pixel">The pixel's number.</param>
    /// <param name="around">What <see cref="AroundOf"/> says of it.</param>
    /// <param name="neighbours">Room for eight numbers.</param>
    /// <returns>How many there are.</returns>
    public int GetNeighbours(int pixel, byte around, Span<int> neighbours)
    {
        int count = 0;
        for (uint left = around; left != 0; left &= left - 1)
        {
            neighbours[count++] = NumberNextTo(pixel, BitOperations.TrailingZeroCount(left));
        }

        return count;
    }

    /// <summary>Of a pixel with two neighbours, the other one.</summary>
    public int GetOtherNeighbour(int pixel, byte around, int neighbour)
    {
        int first = NumberNextTo(pixel, BitOperations.TrailingZeroCount((uint)around));
        return first == neighbour ? NumberNextTo(pixel, BitOperations.Log2(around)) : first;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_before);
        ArrayPool<(int X, int Y)>.Shared.Return(_places);
        ArrayPool<double>.Shared.Return(_radii);
    }

    /// <summary>The pixels at x - 1, x and x + 1 of a row as bits 0, 1 and 2; those outside are clear, as the padding of a row is.</summary>
    private uint ThreeAround(ReadOnlySpan<ulong> words, int row, int x)
    {
        int at = x >> 6;
        int bit = x & 63;
        ulong word = words[row + at];
        return (uint)(bit switch
        {
            0 => word << 1 | (at > 0 ? words[row + at - 1] >> 63 : 0),
            63 => word >> 62 | (at + 1 < _skeleton.WordsPerRow ? words[row + at + 1] << 2 : 0),
            _ => word >> (bit - 1),
        }) & 7;
    }

    /// <summary>The number of the set pixel in a direction.</summary>
    private int NumberNextTo(int pixel, int direction)
    {
        (int x, int y) = _places[pixel];
        x += StepsAcross[direction];
        return NumberAt((y + StepsDown[direction]) * _skeleton.WordsPerRow + (x >> 6), x);
    }

    /// <summary>The number of the set pixel at a column of a word.</summary>
    private int NumberAt(int word, int x) => _before[word] + BitOperations.PopCount(_skeleton.Words[word] & ((1UL << (x & 63)) - 1));
}
