namespace RetSam;

/// <summary>Which eye a photograph shows.</summary>
public enum Laterality
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>The right eye (oculus dexter, OD): in an unmirrored photograph the disc lies to the right of the fovea.</summary>
    Right = 1,

    /// <summary>The left eye (oculus sinister, OS): in an unmirrored photograph the disc lies to the left of the fovea.</summary>
    Left = 2,
}
