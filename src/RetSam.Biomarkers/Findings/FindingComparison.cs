namespace RetSam.Biomarkers;

/// <summary>How a measured value is compared with a threshold.</summary>
public enum FindingComparison
{
    /// <summary>The value is less than the threshold; <c>&lt;</c> in rules.</summary>
    Less = 0,

    /// <summary>The value is at most the threshold; <c>&lt;=</c> in rules.</summary>
    LessOrEqual = 1,

    /// <summary>The value is greater than the threshold; <c>&gt;</c> in rules.</summary>
    Greater = 2,

    /// <summary>The value is at least the threshold; <c>&gt;=</c> in rules.</summary>
    GreaterOrEqual = 3,

    /// <summary>The value is the threshold; <c>==</c> in rules.</summary>
    Equal = 4,
}
