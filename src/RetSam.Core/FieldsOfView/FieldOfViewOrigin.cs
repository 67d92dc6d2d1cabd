namespace RetSam;

/// <summary>How a <see cref="FieldOfView"/> is known.</summary>
public enum FieldOfViewOrigin
{
    /// <summary>Found in the photograph.</summary>
    Detected = 0,

    /// <summary>Given as a mask.</summary>
    Given = 1,

    /// <summary>The whole frame was taken, because no mask was given or no border could be told from retina.</summary>
    WholeFrame = 2,
}
