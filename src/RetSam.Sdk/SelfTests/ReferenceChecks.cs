using System.Globalization;
using RetSam.Biomarkers;

namespace RetSam;

/// <summary>Every measure of one eye, held to what it was where this version was made.</summary>
internal static class ReferenceChecks
{
    /// <summary>
    /// How far a value may be off, as a share of it. On one kind of processor and system all bits are the same; another's logarithm or
    /// sine may round its last bit otherwise.
    /// </summary>
    private const double Tolerance = 1e-9;

    public static IEnumerable<SelfTestCheck> Of(SelfTestReference reference, CancellationToken cancellationToken)
    {
        IReadOnlyList<Measurement> measured = SelfTestReference.MeasureEye(cancellationToken);
        int same = 0;
        var off = new List<SelfTestCheck>();
        foreach (Measurement m in measured)
        {
            string expected = reference.Measures.GetValueOrDefault(m.Id, "not known");
            string found = SelfTestReference.Write(m);
            if (found == expected)
            {
                same++;
            }
            else
            {
                off.Add(new SelfTestCheck("every measure of phantom 2026, 640 px", m.Id, expected, found, IsNear(expected, m.Value)));
            }
        }

        yield return new SelfTestCheck(
            "every measure of phantom 2026, 640 px", "equal to the last bit",
            $"all {reference.Measures.Count}, or the others within {Tolerance.ToString(CultureInfo.InvariantCulture)} of their value",
            $"{same}", off.All(c => c.Holds) && measured.Count == reference.Measures.Count);
        foreach (SelfTestCheck check in off)
        {
            yield return check;
        }
    }

    private static bool IsNear(string expected, double? found)
        => found is { } value && double.TryParse(expected, CultureInfo.InvariantCulture, out double known)
            && Math.Abs(value - known) <= Tolerance * Math.Max(1, Math.Abs(known));
}
