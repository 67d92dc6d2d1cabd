using System.Buffers;

namespace RetSam.FieldsOfView;

/// <summary>How far each pixel of a small picture is from the border's colour, in levels of 0..255. Scratch comes from a pool.</summary>
internal readonly ref struct DistanceMap
{
    private readonly float[] _distances;

    private DistanceMap(int width, int height)
    {
        Width = width;
        Height = height;
        _distances = ArrayPool<float>.Shared.Rent(width * height);
    }

    public int Width { get; }

    public int Height { get; }

    public ReadOnlySpan<float> Values => _distances.AsSpan(0, Width * Height);

    public static DistanceMap Of(in SmallPicture picture, Colour border)
    {
        var map = new DistanceMap(picture.Width, picture.Height);
        ReadOnlySpan<float> red = picture.Red;
        ReadOnlySpan<float> green = picture.Green;
        ReadOnlySpan<float> blue = picture.Blue;
        Span<float> distances = map._distances.AsSpan(0, red.Length);
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = new Colour(red[i], green[i], blue[i]).DistanceTo(border);
        }

        return map;
    }

    /// <summary>The median, in whole levels, of the distances that are at least the given one; 0 when there are none.</summary>
    public float MedianAbove(float least)
    {
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        int count = 0;
        foreach (float distance in Values)
        {
            if (distance >= least)
            {
                histogram[Math.Min(255, (int)distance)]++;
                count++;
            }
        }

        int level = 0;
        for (int seen = histogram[0]; seen < count / 2 && level < 255;)
        {
            seen += histogram[++level];
        }

        return count == 0 ? 0 : level;
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_distances);
}
