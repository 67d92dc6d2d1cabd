using RetSam.Biomarkers;

namespace RetSam;

/// <summary>A quality gate refused a photograph. The message says what was found and what was wanted; nothing of a patient.</summary>
public sealed class QualityGateException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public QualityGateException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public QualityGateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public QualityGateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The photograph's grade; <see langword="null"/> when it could not be graded, as when the field of view is too small.</summary>
    public QualityGrade? Grade { get; init; }
}
