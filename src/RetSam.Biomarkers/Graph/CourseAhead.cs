namespace RetSam.Biomarkers.Graph;

/// <summary>The places that a course comes to, step by step, each worked out once however many lines beside the course are followed.</summary>
internal sealed class CourseAhead : IDisposable
{
    /// <summary>The length of a step in px.</summary>
    public const double Step = 0.25;

    private readonly PooledList<Course> _places = new();

    /// <summary>Starts anew from a place.</summary>
    public void Start(in Course course)
    {
        _places.Clear();
        _places.Add(course);
    }

    /// <summary>A point beside the course, so many steps ahead.</summary>
    public PointD Beside(double distance, int steps)
    {
        while (_places.Count <= steps)
        {
            _places.Add(_places[_places.Count - 1].Advance(Step));
        }

        return _places[steps].Beside(distance);
    }

    public void Dispose() => _places.Dispose();
}
