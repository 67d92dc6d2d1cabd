using RetSam.Biomarkers;

namespace RetSam.Cli;

/// <summary>
/// Measures whose ids differ only in the vessels, the place or the lesion they are about: <c>vessel.{v}.density</c> stands for three,
/// <c>lesion.{l}.area</c> for one a class.
/// </summary>
/// <param name="Id">The id with placeholders.</param>
/// <param name="Members">The measures, in the catalogue's order.</param>
internal sealed record MeasurePattern(string Id, IReadOnlyList<MeasureDefinition> Members)
{
    private static readonly HashSet<string> Kinds = ["artery", "vein", "vessel"];

    private static readonly HashSet<string> Places =
        ["zone_a", "zone_b", "zone_c", "superior_temporal", "superior_nasal", "inferior_temporal", "inferior_nasal"];

    private static readonly HashSet<string> Lesions = [.. RetinaClass.All.Where(c => c.Family == RetinaClassFamily.Lesion).Select(c => c.Key)];

    /// <summary>The patterns of measures, in the order of their first measures. A measure that is alone keeps its own id.</summary>
    public static IReadOnlyList<MeasurePattern> Of(IEnumerable<MeasureDefinition> definitions) =>
    [
        .. definitions.GroupBy(d => (Id: Generalise(d.Id), d.Unit))
            .Select(group => new MeasurePattern(group.Count() == 1 ? group.First().Id : group.Key.Id, [.. group])),
    ];

    private static string Generalise(string id)
    {
        string[] parts = id.Split('.');
        for (int i = 1; i < parts.Length; i++)
        {
            parts[i] = parts[0] switch
            {
                "vessel" when i == 1 && Kinds.Contains(parts[i]) => "{v}",
                "lesion" when i == 1 && Lesions.Contains(parts[i]) => "{l}",
                _ when Places.Contains(parts[i]) => "{z}",
                _ => parts[i],
            };
        }

        return string.Join('.', parts);
    }
}
