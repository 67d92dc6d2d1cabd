using RetSam.Biomarkers;

namespace RetSam;

/// <summary>What a quality gate lets pass.</summary>
public sealed record QualityGateOptions
{
    /// <summary>The defaults: photographs of grade <see cref="QualityGrade.Reject"/> are refused.</summary>
    public static QualityGateOptions Default { get; } = new();

    /// <summary>The worst grade that passes. Default <see cref="QualityGrade.Usable"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no grade.</exception>
    public QualityGrade MinimumGrade
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Grades are Reject, Usable and Good.");
    } = QualityGrade.Usable;

    /// <summary>What becomes of the others. Default: they are refused.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the enumeration's.</exception>
    public QualityGateAction Action
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A photograph is refused, or not segmented.");
    }
}
