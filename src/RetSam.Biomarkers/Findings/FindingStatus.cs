namespace RetSam.Biomarkers;

/// <summary>Whether a rule could be decided.</summary>
public enum FindingStatus
{
    /// <summary>The grade is decided: every worse grade is ruled out, or there is none.</summary>
    Assessed = 0,

    /// <summary>The grade is reached, but measures that a worse grade asks for are missing, so that it may be worse.</summary>
    AtLeast = 1,

    /// <summary>Too much is missing for any grade; <see cref="Finding.Missing"/> says what.</summary>
    NotAssessable = 2,
}
