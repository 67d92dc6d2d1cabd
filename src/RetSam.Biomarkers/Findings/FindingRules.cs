namespace RetSam.Biomarkers;

/// <summary>
/// Rules that turn measured values into findings: data, not code. The format is described in docs/findings.schema.json; an
/// application may bring rules of its own. Immutable and thread-safe. Findings are not diagnoses.
/// </summary>
/// <remarks>
/// The grades of a rule are tried from the worst. A missing measure matters only where those that are there do not decide: a grade
/// that is reached is said even when others lack an input, as <see cref="FindingStatus.AtLeast"/> where a worse one does.
/// </remarks>
public sealed class FindingRules
{
    private const string DefaultResource = "RetSam.Biomarkers.findings.json";

    private readonly IReadOnlyList<FindingRule> _rules;

    internal FindingRules(IReadOnlyList<FindingRule> rules)
    {
        _rules = rules;
        Measures = [.. Comparisons.Select(c => c.Measure).Distinct()];
    }

    /// <summary>
    /// The rules of this package: diabetic retinopathy, glaucoma suspicion, age-related macular degeneration, myopic maculopathy and
    /// media opacity.
    /// </summary>
    public static FindingRules Default { get; } = LoadDefault();

    /// <summary>No rules, for those who want measures alone.</summary>
    public static FindingRules None { get; } = new([]);

    /// <summary>The ids of the measures that the rules ask for, each once, in the order of the rules.</summary>
    public IReadOnlyList<string> Measures { get; }

    /// <summary>Every comparison of every rule.</summary>
    internal IEnumerable<MeasureCondition> Comparisons => _rules.SelectMany(r => r.Comparisons);

    /// <summary>Reads rules.</summary>
    /// <param name="stream">JSON in UTF-8 by docs/findings.schema.json; left open.</param>
    /// <exception cref="FormatException">The text is not JSON or no set of rules; the message names the field at fault.</exception>
    public static FindingRules Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new FindingRules(FindingRulesReader.Read(stream));
    }

    /// <summary>Applies every rule.</summary>
    /// <param name="measurements">What was measured; an id that is not among them counts as missing.</param>
    /// <returns>One finding for each rule, in the order of the rules.</returns>
    /// <exception cref="ArgumentException">Two measurements have the same id.</exception>
    public IReadOnlyList<Finding> Evaluate(IReadOnlyList<Measurement> measurements)
    {
        ArgumentNullException.ThrowIfNull(measurements);
        var byId = new Dictionary<string, Measurement>(measurements.Count, StringComparer.Ordinal);
        foreach (Measurement measurement in measurements)
        {
            if (!byId.TryAdd(measurement.Id, measurement))
            {
                throw new ArgumentException($"Two measurements have the id '{measurement.Id}'.", nameof(measurements));
            }
        }

        return [.. _rules.Select(r => r.Evaluate(byId))];
    }

    private static FindingRules LoadDefault()
    {
        using Stream stream = typeof(FindingRules).Assembly.GetManifestResourceStream(DefaultResource)!;
        return Load(stream);
    }
}
