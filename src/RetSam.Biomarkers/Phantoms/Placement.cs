namespace RetSam.Biomarkers.Phantoms;

/// <summary>
/// Puts the eye on the picture. The eye itself is a right one in a frame of side 1 with the origin in the middle, disc on the right,
/// y downwards; a left eye is its mirror image, then it is turned, then enlarged.
/// </summary>
internal readonly struct Placement
{
    private readonly double _size;
    private readonly double _turn;
    private readonly bool _mirrored;
    private readonly double _sin;
    private readonly double _cos;

    public Placement(EyePhantomOptions options)
    {
        _size = options.Size;
        _turn = options.RotationDegrees * (Math.PI / 180);
        _mirrored = options.Laterality == Laterality.Left;
        (_sin, _cos) = Math.SinCos(_turn);
    }

    public double Length(double length) => length * _size;

    public PointD Point(PointD p)
    {
        double x = _mirrored ? -p.X : p.X;
        double middle = (_size - 1) / 2;
        return new PointD(middle + _size * (x * _cos - p.Y * _sin), middle + _size * (x * _sin + p.Y * _cos));
    }

    public double Heading(double heading) => (_mirrored ? Math.PI - heading : heading) + _turn;

    public CentrelineSegment Segment(CentrelineSegment s)
        => new(Point(s.Start), Heading(s.Heading), (_mirrored ? -s.Curvature : s.Curvature) / _size, s.Length * _size);
}
