namespace RetSam;

/// <summary>Finds structures in a photograph: a neural network, a classical method, or a stand-in for tests. Implementations are thread-safe.</summary>
public interface IRetinaSegmenter : IDisposable
{
    /// <summary>A short name with version, carried into reports as the source of the masks, such as <c>retsam-lite 0.1.0</c>.</summary>
    string Id { get; }

    /// <summary>The classes this segmenter looks for. Any other class is absent from its results.</summary>
    IReadOnlyCollection<RetinaClass> PredictedClasses { get; }

    /// <summary>Segments one photograph. The result and its masks are the caller's to dispose; the masks have the photograph's size.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="fieldOfView">Its field of view; the result takes ownership of it.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    RetinaSegmentation Segment(FundusImage image, FieldOfView fieldOfView, CancellationToken cancellationToken = default);
}
