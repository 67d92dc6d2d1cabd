namespace RetSam.Biomarkers.Tests.KnownAnswers;

/// <summary>
/// Says which measures a test holds to an answer known beforehand: by exact geometry, by hand, or from a publication.
/// <see cref="CoverageTests"/> holds every measure of the catalogue to being named, so a new measure comes with its answer.
/// </summary>
/// <param name="ids">
/// Ids of measures; braces hold alternatives, as in <c>cdr.{horizontal,vertical}</c>. There are no wildcards: who claims a measure writes its name.
/// </param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class KnownAnswerAttribute(params string[] ids) : Attribute
{
    public IEnumerable<string> Ids => ids.SelectMany(Alternatives.Expand);
}

/// <summary>
/// Says that a test proves measures of one family to be the same computation: each member reads what the measure of the same name under
/// the representative reads. A member's answer is known when the representative's is.
/// </summary>
/// <param name="representative">How the ids of the representative begin, as in <c>lesion.drusen.</c></param>
/// <param name="members">How the ids of the members begin; braces hold alternatives.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class KnownFamilyAttribute(string representative, string members) : Attribute
{
    public string Representative => representative;

    public IEnumerable<string> Members => Alternatives.Expand(members);
}

/// <summary>Braces in ids.</summary>
internal static class Alternatives
{
    public static IEnumerable<string> Expand(string pattern)
    {
        int open = pattern.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return [pattern];
        }

        int close = pattern.IndexOf('}', open);
        return from alternative in pattern[(open + 1)..close].Split(',')
               from rest in Expand(pattern[(close + 1)..])
               select pattern[..open] + alternative + rest;
    }
}
