namespace RetSam.Sdk.Tests;

/// <summary>Stands in for a model: always finds the same drawn eye, in buffers of its own as a real segmenter does.</summary>
internal sealed class DrawnSegmenter(DrawnEye eye) : IRetinaSegmenter
{
    private readonly RetinaSegmentation _drawn = eye.ToSegmentation();
    private int _calls;

    public string Id => "drawn 1.0";

    public IReadOnlyCollection<RetinaClass> PredictedClasses => _drawn.Classes;

    public int Calls => _calls;

    public bool IsDisposed { get; private set; }

    /// <summary>Called in the middle of each segmentation.</summary>
    public Action? During { get; set; }

    public RetinaSegmentation Segment(FundusImage image, FieldOfView fieldOfView, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Interlocked.Increment(ref _calls);
        During?.Invoke();
        cancellationToken.ThrowIfCancellationRequested();
        RetinaSegmentation.Builder builder = new RetinaSegmentation.Builder(_drawn.Width, _drawn.Height).SetFieldOfView(fieldOfView).SetSource(Id);
        foreach (RetinaClass retinaClass in _drawn.Classes)
        {
            if (_drawn.GetMask(retinaClass) is { } mask)
            {
                builder.SetMask(retinaClass, mask.Clone());
            }
        }

        return _drawn.FoveaWasSought ? builder.SetFovea(_drawn.Fovea, _drawn.FoveaConfidence).Build() : builder.Build();
    }

    public void Dispose()
    {
        IsDisposed = true;
        _drawn.Dispose();
    }
}
