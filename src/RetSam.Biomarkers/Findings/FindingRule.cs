namespace RetSam.Biomarkers;

/// <summary>A finding with its grades, from the least, which has no condition and is what remains, to the worst.</summary>
internal sealed record FindingRule(string Id, string Name, string Source, string? Note, IReadOnlyList<FindingGrade> Grades)
{
    public IEnumerable<MeasureCondition> Comparisons => Grades.SelectMany(g => g.When?.Comparisons ?? []);

    /// <summary>Looks for the worst grade that is reached.</summary>
    public Finding Evaluate(IReadOnlyDictionary<string, Measurement> measurements)
    {
        var ruledOut = new List<FindingEvidence>();
        var missing = new List<FindingGap>();
        for (int i = Grades.Count - 1; i > 0; i--)
        {
            Verdict verdict = Grades[i].When!.Judge(measurements);
            if (verdict.Holds == true)
            {
                return missing.Count == 0
                    ? Make(FindingStatus.Assessed, Grades[i], [.. verdict.Evidence, .. ruledOut], missing)
                    : Make(FindingStatus.AtLeast, Grades[i], verdict.Evidence, missing);
            }

            ruledOut.AddRange(verdict.Evidence);
            missing.AddRange(verdict.Missing);
        }

        return missing.Count == 0
            ? Make(FindingStatus.Assessed, Grades[0], ruledOut, missing)
            : Make(FindingStatus.NotAssessable, null, [], missing);
    }

    private Finding Make(FindingStatus status, FindingGrade? grade, IEnumerable<FindingEvidence> evidence, IEnumerable<FindingGap> missing) => new()
    {
        Id = Id,
        Name = Name,
        Status = status,
        Grade = grade?.Grade,
        GradeName = grade?.Name,
        Evidence = [.. evidence.Distinct()],
        Missing = [.. missing.Distinct()],
        Source = Source,
        Note = Note,
        Disclaimer = Finding.NotADiagnosis,
    };
}

/// <summary>One grade of a rule.</summary>
/// <param name="Grade">Its number; larger is worse.</param>
/// <param name="Name">Its name.</param>
/// <param name="When">What it asks for; <see langword="null"/> for the least grade only.</param>
internal sealed record FindingGrade(int Grade, string Name, Condition? When);
