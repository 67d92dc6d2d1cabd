namespace RetSam.Biomarkers.Quality;

/// <summary>The three grades, as <c>quality.grade</c> gives them.</summary>
internal enum QualityGrade
{
    Reject = 0,
    Usable = 1,
    Good = 2,
}
