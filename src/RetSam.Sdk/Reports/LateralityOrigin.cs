namespace RetSam;

/// <summary>How a <see cref="Laterality"/> is known.</summary>
public enum LateralityOrigin
{
    /// <summary>It is not known.</summary>
    Unknown = 0,

    /// <summary>Given by the caller or by the photograph's metadata.</summary>
    Given = 1,

    /// <summary>Inferred from where the disc lies as seen from the fovea; wrong for a mirrored photograph.</summary>
    Inferred = 2,
}
