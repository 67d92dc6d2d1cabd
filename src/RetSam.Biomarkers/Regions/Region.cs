using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>
/// One lesion or phenotype mask on its way through its measures: objects are found once, everything else when first asked for.
/// For use by one thread. Pooled: dispose to give scratch back; the mask stays its owner's.
/// </summary>
internal sealed class Region : IDisposable
{
    private readonly BinaryMask _mask;
    private readonly FieldOfView _fieldOfView;
    private readonly Components _components;
    private BinaryMask? _inView;
    private ObjectShapes? _shapes;
    private long[]? _quadrants;
    private long[]? _sectors;

    /// <summary>Finds the objects of a mask.</summary>
    /// <param name="mask">The mask; must outlive this.</param>
    /// <param name="fieldOfView">The field of view.</param>
    public Region(BinaryMask mask, FieldOfView fieldOfView)
    {
        _mask = mask;
        _fieldOfView = fieldOfView;
        _components = Components.Analyse(mask);
        AreaInView = mask.CountShared(fieldOfView.Mask);
        foreach (Component component in Objects)
        {
            Area += component.Area;
            Largest = Math.Max(Largest, component.Area);
        }
    }

    /// <summary>The number of 8-connected objects.</summary>
    public int Count => _components.Count;

    /// <summary>All set pixels, in px2.</summary>
    public long Area { get; }

    /// <summary>Set pixels inside the field of view, in px2.</summary>
    public int AreaInView { get; }

    /// <summary>The area of the largest object in px2; 0 when there is none.</summary>
    public int Largest { get; }

    /// <summary>The objects in reading order.</summary>
    public ReadOnlySpan<Component> Objects => _components.Items;

    /// <summary>The part inside the field of view.</summary>
    public BinaryMask InView => AreaInView == Area ? _mask : _inView ??= CutToView();

    /// <summary>The mean shape of the objects.</summary>
    public ObjectShapes Shapes => _shapes ??= ObjectShapes.Of(_mask, _components);

    /// <summary>Pixels in each quadrant, indexed by <see cref="Quadrant"/>.</summary>
    public ReadOnlySpan<long> CountByQuadrant(SectorMap quadrants) => _quadrants ??= CountBy(quadrants, QuadrantDivision.All.Count);

    /// <summary>How many objects have their centroid in a quadrant.</summary>
    public int CountObjects(QuadrantDivision division, Quadrant quadrant)
    {
        int count = 0;
        foreach (Component component in Objects)
        {
            count += division.Of(component.Centroid) == quadrant ? 1 : 0;
        }

        return count;
    }

    /// <summary>Pixels in each sector of the macular grid, indexed by <see cref="EtdrsSector"/>.</summary>
    public ReadOnlySpan<long> CountBySector(MaculaGrid grid) => _sectors ??= CountBy(grid.Map, EtdrsGrid.All.Count);

    /// <summary>The distance from a point to the nearest point of any object, pixels taken as unit squares; 0 inside an object. There is an object.</summary>
    public double FindNearest(PointD point)
    {
        double nearest = double.PositiveInfinity;
        foreach (MaskRun run in _components.Runs)
        {
            double across = Math.Max(0, Math.Max(run.Start - 0.5 - point.X, point.X - (run.End - 0.5)));
            double down = Math.Max(0, Math.Abs(run.Y - point.Y) - 0.5);
            nearest = Math.Min(nearest, across * across + down * down);
        }

        return Math.Sqrt(nearest);
    }

    /// <summary>The mean distance of the objects' centroids to a point. There is an object.</summary>
    public double FindMeanDistance(PointD point)
    {
        double sum = 0;
        foreach (Component component in Objects)
        {
            sum += component.Centroid.DistanceTo(point);
        }

        return sum / Count;
    }

    /// <summary>The mean of the objects' centroids, each object counting once. There is an object.</summary>
    public PointD FindMeanCentroid()
    {
        PointD sum = default;
        foreach (Component component in Objects)
        {
            sum += component.Centroid;
        }

        return sum * (1.0 / Count);
    }

    /// <summary>Gives scratch back. Safe to call twice.</summary>
    public void Dispose()
    {
        _components.Dispose();
        _inView?.Dispose();
        _inView = null;
    }

    private BinaryMask CutToView()
    {
        BinaryMask result = _mask.Clone();
        result.IntersectWith(_fieldOfView.Mask);
        return result;
    }

    private long[] CountBy(SectorMap map, int sectors)
    {
        long[] counts = new long[sectors];
        map.Count(_components.Runs, counts);
        return counts;
    }
}
