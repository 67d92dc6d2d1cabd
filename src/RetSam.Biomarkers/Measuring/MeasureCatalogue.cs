namespace RetSam.Biomarkers;

/// <summary>A list of measures to be taken together. Immutable and thread-safe.</summary>
public sealed class MeasureCatalogue
{
    private readonly Dictionary<string, Measure> _byId;

    /// <summary>Creates a catalogue.</summary>
    /// <exception cref="ArgumentException">Two measures have the same id.</exception>
    public MeasureCatalogue(IEnumerable<Measure> measures)
    {
        ArgumentNullException.ThrowIfNull(measures);
        Measures = [.. measures];
        _byId = new Dictionary<string, Measure>(Measures.Count, StringComparer.Ordinal);
        foreach (Measure measure in Measures)
        {
            if (!_byId.TryAdd(measure.Definition.Id, measure))
            {
                throw new ArgumentException($"Two measures have the id '{measure.Definition.Id}'.", nameof(measures));
            }
        }
    }

    /// <summary>Every measure of this package: vessels, disc and cup, macula, phenotypes and lesions, image quality.</summary>
    public static MeasureCatalogue Default { get; } = new(
    [
        .. VesselMeasures.All, .. DiscMeasures.All, .. MaculaMeasures.All, .. PhenotypeMeasures.All, .. LesionMeasures.All, .. QualityMeasures.All,
    ]);

    /// <summary>
    /// For comparison with numbers of RetSAM's reference implementation: what it measures, computed as it does. Ids begin with
    /// <c>retsam_reference</c>; none of them is in <see cref="Default"/>, whose measures are the ones to trust.
    /// </summary>
    public static MeasureCatalogue RetSamReference { get; } = new(RetSamReferenceMeasures.All);

    /// <summary>The measures, in the order of reports.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>The measure with an id; <see langword="null"/> when the catalogue has none.</summary>
    public Measure? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _byId.GetValueOrDefault(id);
    }

    /// <summary>This catalogue and more measures, such as an application's own.</summary>
    public MeasureCatalogue With(params IEnumerable<Measure> measures) => new(Measures.Concat(measures));

    /// <summary>Takes every measure of the catalogue.</summary>
    /// <param name="segmentation">The masks.</param>
    /// <param name="scale">Micrometres per pixel, when known.</param>
    /// <param name="laterality">Which eye it is, when known.</param>
    /// <param name="image">The photograph that the masks belong to, when at hand: what image quality is measured on. It stays the caller's.</param>
    /// <param name="cancellationToken">Stops between measures.</param>
    /// <returns>One measurement for each measure, in the catalogue's order.</returns>
    /// <exception cref="ArgumentException">The photograph has not the size of the masks.</exception>
    public IReadOnlyList<Measurement> MeasureAll(
        RetinaSegmentation segmentation,
        PixelScale scale = default,
        Laterality laterality = Laterality.Unknown,
        FundusImage? image = null,
        CancellationToken cancellationToken = default)
    {
        using var context = new MeasureContext(segmentation, scale, laterality, image);
        var results = new Measurement[Measures.Count];
        for (int i = 0; i < results.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results[i] = Measures[i].Take(context);
        }

        return results;
    }

    /// <summary>
    /// Says how far measurements depend on where a model's probabilities are cut: every measure is taken again at a lower and at a
    /// higher threshold, and <see cref="Measurement.Low"/> and <see cref="Measurement.High"/> are the least and the greatest of the three.
    /// Costs twice what <see cref="MeasureAll"/> does, on top of it.
    /// </summary>
    /// <param name="measurements">What <see cref="MeasureAll"/> returned for the same masks, scale and laterality.</param>
    /// <param name="segmentation">The masks, with probability maps of some classes.</param>
    /// <param name="scale">Micrometres per pixel, when known.</param>
    /// <param name="laterality">Which eye it is, when known.</param>
    /// <param name="image">The photograph, when there is one, for the measures that look at it.</param>
    /// <param name="cancellationToken">Stops between measures.</param>
    /// <returns>
    /// The same measurements; with an interval where a class that the measure needs has a probability map and the measure can be taken
    /// at another threshold too.
    /// </returns>
    /// <remarks>
    /// The thresholds are those whose odds are 2/3 and 3/2 of the class's own: 0.4 and 0.6 where it is 0.5. What post-processing did to
    /// pixels above the class's own threshold, and to holes below it, stays done: only pixels between the thresholds change sides, and none
    /// appear around an object that was removed. An interval is no confidence interval; it says how soft the edges are.
    /// </remarks>
    /// <exception cref="ArgumentException">The measurements are not those of this catalogue.</exception>
    public IReadOnlyList<Measurement> AddIntervals(
        IReadOnlyList<Measurement> measurements,
        RetinaSegmentation segmentation,
        PixelScale scale = default,
        Laterality laterality = Laterality.Unknown,
        FundusImage? image = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(measurements);
        ArgumentNullException.ThrowIfNull(segmentation);
        if (!measurements.Select(m => m.Id).SequenceEqual(Measures.Select(m => m.Definition.Id)))
        {
            throw new ArgumentException("The measurements are not those of this catalogue, in its order.", nameof(measurements));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!segmentation.Classes.Any(c => segmentation.GetProbability(c) is not null))
        {
            return measurements;
        }

        using RetinaSegmentation wider = ThresholdShift.Lower(segmentation);
        using RetinaSegmentation narrower = ThresholdShift.Raise(segmentation);
        IReadOnlyList<Measurement> atLower = MeasureAll(wider, scale, laterality, image, cancellationToken);
        IReadOnlyList<Measurement> atHigher = MeasureAll(narrower, scale, laterality, image, cancellationToken);
        return [.. measurements.Select((m, i) => MeasurementInterval.Over(m, atLower[i], atHigher[i], segmentation))];
    }
}
