using System.Buffers;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers.Graph;

/// <summary>Half the local calibre at any pixel of a mask: the distance to the nearest clear pixel's edge.</summary>
internal sealed class RadiusMap : IDisposable
{
    private readonly int[] _squared;
    private readonly int _width;
    private readonly int _height;

    public RadiusMap(BinaryMask mask)
    {
        _width = mask.Width;
        _height = mask.Height;
        _squared = ArrayPool<int>.Shared.Rent(_width * _height);
        DistanceTransform.SquaredToBackground(mask, _squared);
    }

    /// <summary>The radius at a position y * width + x: 0 on clear pixels, 0.5 on a line of one pixel.</summary>
    public double At(int position)
    {
        int squared = _squared[position];
        return squared switch
        {
            0 => 0,
            DistanceTransform.NoBackground => Math.Max(_width, _height) / 2.0, // A mask without background has no walls to measure to.
            _ => Math.Sqrt(squared) - 0.5,
        };
    }

    /// <summary>The radius at the pixel nearest to a point; 0 outside the frame.</summary>
    public double At(PointD point)
    {
        int x = (int)Math.Floor(point.X + 0.5);
        int y = (int)Math.Floor(point.Y + 0.5);
        return (uint)x >= (uint)_width || (uint)y >= (uint)_height ? 0 : At(y * _width + x);
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_squared);
}
