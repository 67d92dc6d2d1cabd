namespace RetSam;

/// <summary>What a de-identifier leaves of the time at which a photograph was taken.</summary>
public enum CaptureTimePolicy
{
    /// <summary>Nothing.</summary>
    Remove = 0,

    /// <summary>The year, as its first moment at UTC.</summary>
    YearOnly = 1,

    /// <summary>All of it.</summary>
    Keep = 2,
}
