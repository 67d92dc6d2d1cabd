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

    /// <summary>Every measure of this package: vessels, disc and cup, macula, phenotypes and lesions.</summary>
    public static MeasureCatalogue Default { get; } = new([.. VesselMeasures.All, .. DiscMeasures.All, .. MaculaMeasures.All, .. LesionMeasures.All]);

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
    /// <param name="cancellationToken">Stops between measures.</param>
    /// <returns>One measurement for each measure, in the catalogue's order.</returns>
    public IReadOnlyList<Measurement> MeasureAll(
        RetinaSegmentation segmentation,
        PixelScale scale = default,
        Laterality laterality = Laterality.Unknown,
        CancellationToken cancellationToken = default)
    {
        using var context = new MeasureContext(segmentation, scale, laterality);
        var results = new Measurement[Measures.Count];
        for (int i = 0; i < results.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results[i] = Measures[i].Take(context);
        }

        return results;
    }
}
